package com.fingood.runbook.cli;

import com.fingood.runbook.target.Privilege;
import com.fingood.runbook.target.Privilege.Outcome;
import com.fingood.runbook.target.PrivilegeReport;
import com.fingood.runbook.target.Privileges;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(
        name = "privileges",
        description =
                "Says what the product's role can and can't do on a target, each gap with the statement that closes it. Exits"
                        + " with 1 when something is missing, too much, or unknown. Changes nothing.",
        footer = {"", "Example:", "  runbook privileges ledger"})
final class PrivilegesCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    PrivilegesCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        PrivilegeReport report = Privileges.of(found, SessionTag.cli("privileges"));
        List<Privilege> points = report.points();
        Outcome verdict = report.verdict();
        invocation.answers().give(document(found, verdict, points), lines(found, verdict, points));
        return verdict == Outcome.PASSED ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private static Map<String, Object> document(Target target, Outcome verdict, List<Privilege> points) {
        List<Map<String, Object>> checks = new ArrayList<>();
        for (Privilege point : points) {
            Map<String, Object> check = new LinkedHashMap<>();
            check.put("id", point.id());
            check.put("outcome", point.outcome().label());
            check.put("observed", point.observed());
            check.put("remedies", point.remedies());
            checks.add(check);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", target.name());
        document.put("suite", "privileges");
        document.put("verdict", verdict.label());
        document.put("checks", checks);
        return document;
    }

    private static List<String> lines(Target target, Outcome verdict, List<Privilege> points) {
        List<String> lines = new ArrayList<>();
        lines.add(target.name() + ": " + verdict.label().toUpperCase(Locale.ROOT));
        for (Privilege point : points) {
            lines.add("  " + point.outcome().label() + "  " + point.id() + ": " + point.observed());
            point.remedies().forEach(remedy -> lines.add("      " + remedy));
        }
        return lines;
    }
}
