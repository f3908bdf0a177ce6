package com.fingood.runbook.cli;

import com.fingood.runbook.backup.VerifiedCopy;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.diagnosis.performance.ChangeDrafts;
import com.fingood.runbook.diagnosis.performance.DeclaredQuery;
import com.fingood.runbook.diagnosis.performance.IndexAdvice;
import com.fingood.runbook.diagnosis.performance.IndexEffect;
import com.fingood.runbook.diagnosis.performance.IndexReport;
import com.fingood.runbook.diagnosis.performance.IndexSuggestion;
import com.fingood.runbook.diagnosis.performance.TrialCopy;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "suggest-indexes",
        description =
                "Suggests indexes for the declared queries and for foreign keys. Each is tried for real on a copy of the latest"
                        + " verified backup and shown with pages and costs before and after; without a copy it is unproven, says"
                        + " so, and the command exits with 1. Lists unused, duplicate and invalid indexes. Changes nothing on the"
                        + " target.",
        footer = {
            "",
            "Examples:",
            "  runbook suggest-indexes ledger",
            "  runbook suggest-indexes ledger --draft drafts    a change for each proven one, to be read and completed"
        })
final class SuggestIndexesCommand implements Callable<Integer> {

    /** What a killed command left behind is older than this and nobody's any more. */
    private static final Duration EXPIRY = Duration.ofHours(24);

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Option(
            names = "--draft",
            paramLabel = "DIR",
            description =
                    "Writes script, undo and document of each proven suggestion there; not into the change folder.")
    private Path draft;

    SuggestIndexesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        ChangeFolder folder = ChangeFolder.at(found.properties().changes());
        ChangeDrafts drafts = draft == null ? null : new ChangeDrafts(draft, folder);
        try (EngineAtHand engine = EngineAtHand.of(invocation);
                CtrlC ctrlC = CtrlC.watch()) {
            IndexReport report = new IndexAdvice(invocation.surroundings().clock())
                    .advise(
                            found,
                            DeclaredQuery.in(folder),
                            () -> copy(engine, found, ctrlC.cancellation()),
                            SessionTag.cli("suggest-indexes"),
                            ctrlC.cancellation(),
                            new Steps(invocation.answers()));
            List<Path> written = drafts == null ? List.of() : drafts.write(report);
            invocation.answers().give(document(report, written), lines(report, written));
            boolean unproven = report.suggestions().stream().anyMatch(suggestion -> !suggestion.proven());
            return unproven ? ExitCodes.FAILED : ExitCodes.DONE;
        }
    }

    private TrialCopy copy(EngineAtHand engine, Target found, Cancellation cancellation) {
        new ScratchDatabases(found).dropExpired(EXPIRY);
        VerifiedCopy copy = VerifiedCopy.ofLatest(
                engine.backups(invocation), found, "cli", cancellation, new Steps(invocation.answers()));
        return new TrialCopy(
                copy.target(),
                "a copy of backup " + copy.backup().id() + " of "
                        + copy.backup().moment(),
                copy::close);
    }

    private static Map<String, Object> document(IndexReport report, List<Path> drafts) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", report.target());
        document.put("applicable", report.applicable());
        document.put("proof", report.proof());
        document.put("candidates", report.tried());
        document.put("suggestions", report.suggestions());
        document.put("faults", report.faults());
        document.put("notes", report.notes());
        document.put("drafts", drafts.stream().map(Path::toString).toList());
        return document;
    }

    private static List<String> lines(IndexReport report, List<Path> drafts) {
        List<String> lines = new ArrayList<>();
        lines.add(report.target() + ": " + report.words());
        report.suggestions().forEach(suggestion -> add(lines, suggestion));
        if (!report.faults().isEmpty()) {
            Table table = Table.of("  INDEX", "TABLE", "KB", "", "");
            report.faults()
                    .forEach(fault -> table.row(
                            "  " + fault.index(),
                            fault.table(),
                            fault.bytes() / 1024,
                            fault.kind().label(),
                            fault.words()));
            lines.addAll(table.lines());
        }
        report.notes().forEach(note -> lines.add("  Note: " + note));
        drafts.forEach(file -> lines.add("  Draft: " + file));
        return lines;
    }

    private static void add(List<String> lines, IndexSuggestion suggestion) {
        lines.add("  " + (suggestion.proven() ? "PROVEN    " : "UNPROVEN  ") + suggestion.statement());
        lines.add("            " + suggestion.reason());
        for (IndexEffect effect : suggestion.effects()) {
            lines.add("            %s: %d -> %d buffers, cost %.0f -> %.0f%s"
                    .formatted(
                            effect.query(),
                            effect.before().touched(),
                            effect.after().touched(),
                            effect.before().cost(),
                            effect.after().cost(),
                            effect.uses() ? "" : " (does not use it)"));
        }
    }
}
