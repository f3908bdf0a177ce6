package com.fingood.runbook.cli;

import com.fingood.runbook.safety.Level;
import com.fingood.runbook.safety.lint.SafetyCheck;
import com.fingood.runbook.safety.lint.SafetyReport;
import com.fingood.runbook.safety.lint.SafetyReport.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "lint",
        description =
                "Judges scripts by the safety rules over their text; needs no target and changes nothing. Exits with 1 when a"
                        + " finding blocks at the level: high and critical ones at level critical, critical ones at the others.",
        footer = {
            "",
            "Examples:",
            "  runbook lint changes/ledger",
            "  runbook lint --level warning changes/ledger/V2.0__payment_references.sql",
            "  runbook --format sarif lint changes/ledger > findings.sarif"
        })
final class LintCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Scripts, or folders with .sql files below them.")
    private List<Path> paths;

    @Option(
            names = "--level",
            paramLabel = "info|warning|critical",
            description = "How strict: ${DEFAULT-VALUE} by default.")
    private Level level = Level.CRITICAL;

    LintCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        SafetyReport report = SafetyCheck.ofPaths(paths);
        Object document = invocation.wantsSarif() ? new Sarif(report).document() : document(report);
        invocation.answers().give(document, FindingLines.of(report, level));
        return report.verdict(level) == Verdict.PASSED ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private Map<String, Object> document(SafetyReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("level", level.label());
        document.put("verdict", report.verdict(level).label());
        document.put("scripts", report.scripts());
        document.put("findings", report.findings());
        document.put("waivers", report.waivers());
        return document;
    }
}
