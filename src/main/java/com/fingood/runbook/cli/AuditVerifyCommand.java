package com.fingood.runbook.cli;

import com.fingood.runbook.audit.Checkpoints;
import com.fingood.runbook.audit.CommandJournal;
import com.fingood.runbook.audit.ExportReport;
import com.fingood.runbook.audit.JournalReport;
import com.fingood.runbook.audit.LedgerExport;
import com.fingood.runbook.audit.LedgerReport;
import com.fingood.runbook.audit.LedgerVerifier;
import com.fingood.runbook.audit.Verdict;
import com.fingood.runbook.run.OwnDatabase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "verify",
        description =
                "Tells whether the audit ledger and the journal of commands were touched. Exits with 1 when they were, or when"
                        + " that can't be told.",
        footer = {
            "",
            "Examples:",
            "  runbook audit verify",
            "  runbook audit verify --file ledger.jsonl     an export, on any machine"
        })
final class AuditVerifyCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--file", paramLabel = "FILE", description = "An exported ledger; needs no database.")
    private Path file;

    AuditVerifyCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return file == null ? ledger() : export();
    }

    private int export() {
        ExportReport report = LedgerExport.verifyFile(file);
        List<String> lines = new ArrayList<>();
        lines.add(file + ": " + words(report.verdict()) + ", " + report.rows() + " rows.");
        if (report.what() != null) {
            lines.add("  line " + report.line() + ": " + report.what());
        }
        invocation.answers().give(report, lines);
        return exitCode(report.verdict());
    }

    private int ledger() {
        Configuration configuration = invocation.configuration();
        Clock clock = invocation.surroundings().clock();
        JournalReport journal = CommandJournal.at(configuration.home(), clock).verify();
        try (OwnDatabase engine = configuration.openEngine()) {
            Checkpoints checkpoints = new Checkpoints(configuration.home(), engine.dataSource(), clock);
            LedgerReport ledger = new LedgerVerifier(engine.dataSource(), checkpoints, clock).verify();
            Verdict verdict = worse(ledger.verdict(), journal.verdict());
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("verdict", verdict.label());
            document.put("ledger", ledger);
            document.put("journal", journal(journal));
            invocation.answers().give(document, lines(ledger, journal));
            return exitCode(verdict);
        }
    }

    private static Map<String, Object> journal(JournalReport journal) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("verdict", journal.verdict().label());
        document.put("entries", journal.entries().size());
        document.put("unfinished", journal.unfinished());
        document.put("problems", journal.problems());
        return document;
    }

    private static List<String> lines(LedgerReport ledger, JournalReport journal) {
        List<String> lines = new ArrayList<>();
        lines.add("ledger: " + words(ledger.verdict()) + ", " + ledger.rows() + " rows, " + ledger.unsealed()
                + " of them not sealed yet, " + ledger.checkpoints() + " checkpoints.");
        if (ledger.headHash() != null) {
            lines.add("  head " + ledger.headHash());
        }
        ledger.problems().forEach(problem -> lines.add("  " + problem));
        ledger.doubts().forEach(doubt -> lines.add("  " + doubt));
        lines.add("journal of commands: " + words(journal.verdict()) + ", "
                + journal.entries().size() + " entries.");
        journal.problems().forEach(problem -> lines.add("  " + problem));
        journal.unfinished()
                .forEach(entry -> lines.add("  never reported its end: " + entry.command() + " of " + entry.at()));
        return lines;
    }

    private static Verdict worse(Verdict one, Verdict other) {
        if (one == Verdict.FAILED || other == Verdict.FAILED) {
            return Verdict.FAILED;
        }
        return one == Verdict.PASSED ? other : one;
    }

    private static String words(Verdict verdict) {
        return verdict.label().toUpperCase(Locale.ROOT);
    }

    private static int exitCode(Verdict verdict) {
        return verdict == Verdict.PASSED ? ExitCodes.DONE : ExitCodes.FAILED;
    }
}
