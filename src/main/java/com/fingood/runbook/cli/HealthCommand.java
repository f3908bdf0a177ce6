package com.fingood.runbook.cli;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.validation.Outcome;
import com.fingood.runbook.validation.environment.CheckedPoint;
import com.fingood.runbook.validation.environment.EnvironmentCheck;
import com.fingood.runbook.validation.environment.EnvironmentChecks;
import com.fingood.runbook.validation.environment.EnvironmentResult;
import com.fingood.runbook.validation.environment.HttpProbe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

@Command(
        name = "health",
        description =
                "Says whether a target answers and is well; with --comprehensive whether everything around it is fit for a"
                        + " migration as well. Exits with 1 when something failed or is unknown, with 4 when the target does not"
                        + " answer. Changes nothing.",
        footer = {
            "",
            "Examples:",
            "  runbook health ledger                    connectivity and database health",
            "  runbook health ledger --comprehensive    all six environment checks"
        })
final class HealthCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Option(
            names = "--comprehensive",
            description =
                    "Also free disk, connections, replication, backup system, monitoring and alerts. What is not configured is"
                            + " unknown.")
    private boolean comprehensive;

    HealthCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        EnvironmentResult result = look(found);
        invocation.answers().give(result, lines(result));
        boolean away = result.point("database-health.connectivity")
                .filter(point -> point.outcome() == Outcome.FAILED)
                .isPresent();
        if (away) {
            return ExitCodes.UNREACHABLE;
        }
        return result.verdict() == Outcome.PASSED ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private EnvironmentResult look(Target found) {
        Backups backups = EngineAtHand.none().backups(invocation);
        EnvironmentChecks checks = new EnvironmentChecks(
                invocation.surroundings().clock(),
                one -> backups.latestVerified(one).map(Backup::moment),
                HttpProbe.standard());
        SessionTag tag = SessionTag.cli("health");
        try (CtrlC ctrlC = CtrlC.watch()) {
            return comprehensive
                    ? checks.all(found, tag, ctrlC.cancellation())
                    : checks.check(found, EnvironmentCheck.DATABASE_HEALTH, tag, ctrlC.cancellation());
        }
    }

    private static List<String> lines(EnvironmentResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(result.target() + ": " + capital(result.verdict()) + " (" + result.message() + ")");
        for (EnvironmentCheck check : EnvironmentCheck.values()) {
            List<CheckedPoint> points = result.of(check);
            if (!points.isEmpty()) {
                lines.add(check.title() + ": " + capital(result.verdict(check)));
                points.forEach(point -> add(lines, check, point));
            }
        }
        return lines;
    }

    private static void add(List<String> lines, EnvironmentCheck check, CheckedPoint point) {
        String name = point.id().substring(check.id().length() + 1);
        lines.add("  %-14s %s: %s".formatted(words(point.outcome()), name, point.observed()));
        if (point.outcome() == Outcome.FAILED || point.outcome() == Outcome.UNKNOWN) {
            point.evidence().forEach(found -> lines.add("                   - " + found));
            if (point.limit() != null) {
                lines.add("                 Allowed: " + point.limit());
            }
            lines.add("                 Next: " + point.next());
        }
    }

    private static String words(Outcome outcome) {
        return outcome.label().replace('_', ' ');
    }

    private static String capital(Outcome outcome) {
        return words(outcome).toUpperCase(Locale.ROOT);
    }
}
