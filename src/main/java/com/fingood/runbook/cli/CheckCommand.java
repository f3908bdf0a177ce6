package com.fingood.runbook.cli;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Level;
import com.fingood.runbook.safety.TargetTableSizes;
import com.fingood.runbook.safety.lint.SafetyReport;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "check",
        description =
                "Says whether a change is safe for a target. Below critical its text is judged, with the target's table sizes"
                        + " known; at critical it is rehearsed on a copy too, and what was measured is the verdict. Exits"
                        + " with 1 when it is not safe or that can't be told.",
        footer = {
            "",
            "Examples:",
            "  runbook check ledger 2.1                        by its text",
            "  runbook check ledger 2.1 --level critical       by its text and by what it does on a copy"
        })
final class CheckCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Parameters(index = "1", paramLabel = "VERSION", description = "The change's version, for example 2.1.")
    private String version;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = "warning",
            description = "info, warning (the default) or critical.")
    private Level level;

    /** @param reason why it is not simply what the findings say; null = it is */
    private record Rehearsed(RehearsalReport report, String verdict, String reason) {}

    CheckCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        Change change = ChangeFolder.at(found.properties().changes()).change(version);
        SafetyReport report = com.fingood.runbook.safety.lint.SafetyCheck.of(
                change, TargetTableSizes.of(found, SessionTag.cli("check")));
        Rehearsed rehearsed = new Rehearsed(null, null, null);
        if (level == Level.CRITICAL) {
            rehearsed = rehearsed(found, change);
            report = rehearsed.report() == null
                    ? report
                    : report.with(rehearsed.report().findings());
        }
        String verdict = verdict(report, rehearsed);
        invocation
                .answers()
                .give(document(found, report, rehearsed, verdict), lines(found, report, rehearsed, verdict));
        return verdict.equals("passed") ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private Rehearsed rehearsed(Target found, Change change) {
        try (CtrlC ctrlC = CtrlC.watch()) {
            RehearsalReport report = new CommandRehearsal(invocation, found, ctrlC.cancellation()).run(change, null);
            return report.changeFailed()
                    ? new Rehearsed(report, "failed", report.failure())
                    : new Rehearsed(report, null, null);
        } catch (Refusal e) {
            // What is refused for the script's own text is an answer; that nothing could be rehearsed is none.
            boolean answer = e.kind() == Refusal.Kind.BAD_INPUT || e.code().equals("cluster-wide-statement");
            return new Rehearsed(null, answer ? "failed" : "unknown", e.getMessage());
        }
    }

    private String verdict(SafetyReport report, Rehearsed rehearsed) {
        boolean failed = report.verdict(level) == SafetyReport.Verdict.FAILED;
        if (failed || "failed".equals(rehearsed.verdict())) {
            return "failed";
        }
        return rehearsed.verdict() == null ? "passed" : rehearsed.verdict();
    }

    private Map<String, Object> document(Target found, SafetyReport report, Rehearsed rehearsed, String verdict) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", found.name());
        document.put("version", version);
        document.put("level", level.label());
        document.put("verdict", verdict);
        document.put("reason", rehearsed.reason());
        document.put("findings", report.findings());
        document.put("waivers", report.waivers());
        return document;
    }

    private List<String> lines(Target found, SafetyReport report, Rehearsed rehearsed, String verdict) {
        List<String> lines = new ArrayList<>();
        lines.add(version + " for " + found.name() + " at level " + level.label() + ": "
                + verdict.toUpperCase(Locale.ROOT) + (rehearsed.reason() == null ? "" : ". " + rehearsed.reason()));
        for (Finding finding : report.findings()) {
            lines.add(finding.severity().label().toUpperCase(Locale.ROOT) + " " + finding.rule() + " ("
                    + finding.source().label() + ") " + finding.file()
                    + (finding.line() == null ? "" : ":" + finding.line()) + ": " + finding.condition());
            lines.add("    " + finding.effect());
            lines.add("    " + finding.workaround());
        }
        report.waivers()
                .forEach(waiver -> lines.add("Waived: " + waiver.rule() + " " + waiver.file() + ":" + waiver.line()
                        + " - " + waiver.reason() + " (" + waiver.ticket() + ")"));
        return lines;
    }
}
