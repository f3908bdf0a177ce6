package com.fingood.runbook.cli;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.migration.MigrateReport;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.migration.Migrator;
import com.fingood.runbook.migration.Obstacle;
import com.fingood.runbook.migration.Timeouts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

@Command(
        name = "migrate",
        description =
                "Brings one change to a target. Without --run or --confirm it says what it would do, and exits with 3.",
        footer = {
            "",
            "Examples:",
            "  runbook migrate ledger-staging 2.1 --confirm",
            "  runbook migrate ledger-staging 2.1 --confirm --timeout 3600s",
            "  runbook migrate ledger 2.1 --run ledger-2.1-0007     production: the run waits for exactly this"
        })
final class MigrateCommand implements Callable<Integer> {

    private static final String VARIABLE = "MIGRATION_TIMEOUT";
    private static final Duration LONGEST = Duration.ofHours(24);

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @Parameters(index = "1", paramLabel = "VERSION", description = "The change's version, for example 2.1.")
    private String version;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description =
                    "Longest time for one statement, such as 3600s or 20m; says nothing about waiting for locks. Default:"
                            + " MIGRATION_TIMEOUT (seconds), else the target's limit.")
    private Duration timeout;

    @Mixin
    private GateOptions gate;

    MigrateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Target found = invocation.target(target);
        Change change = ChangeFolder.at(found.properties().changes()).change(version);
        Timeouts timeouts = timeouts(found, change);
        MigrationHistory history = MigrationHistory.of(found);
        Intention intention = new Intention(found, "migrate", change.version(), would(change, history));
        refuseObstacles(intention, history.check(change));
        Permission permission = new Gate(invocation, gate).permit(intention);
        MigrateReport report = new Deed(invocation, intention, permission).perform(scope -> new Migrator()
                .migrate(found, change, scope.run(), scope.actor(), timeouts, scope.cancellation(), scope.progress())
                .orRefuse());
        invocation
                .answers()
                .give(
                        document(found, report),
                        List.of(found.name() + " is at version " + report.version() + " now ("
                                + report.statements().size() + " statements, " + report.millis() + " ms)."));
        return ExitCodes.DONE;
    }

    private static List<String> would(Change change, MigrationHistory history) {
        List<String> would = new ArrayList<>();
        history.baselineNeeded(change.version())
                .ifPresent(baseline -> would.add("write a baseline row: this database counts as version " + baseline));
        would.add("run " + change.script().name() + " (" + change.name().replace('_', ' ') + ")");
        return would;
    }

    private static void refuseObstacles(Intention intention, List<Obstacle> obstacles) {
        if (!obstacles.isEmpty()) {
            throw Refusal.refused(
                    obstacles.get(0).code(),
                    "Nothing was done ('" + intention + "'): "
                            + obstacles.stream().map(Obstacle::words).collect(Collectors.joining(" ")));
        }
    }

    private Timeouts timeouts(Target target, Change change) {
        Timeouts usual = Timeouts.of(target, change);
        return asked().map(usual::withStatement).orElse(usual);
    }

    /** RUNBOOK.md's MIGRATION_TIMEOUT is for a statement's work; how long it waits for a lock, with others behind it, is not. */
    private Optional<Duration> asked() {
        Optional<Duration> asked = Optional.ofNullable(timeout).or(() -> Optional.ofNullable(
                        invocation.surroundings().environment().get(VARIABLE))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(MigrateCommand::seconds));
        asked.filter(time -> time.toMillis() < 1 || time.compareTo(LONGEST) > 0).ifPresent(time -> {
            throw Refusal.badInput(
                    "bad-timeout",
                    "A timeout must lie between 1 ms and 24 hours, not " + time + ". Say for example 3600s.");
        });
        return asked;
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Long.parseLong(text));
        } catch (NumberFormatException | ArithmeticException e) {
            throw Refusal.badInput(
                    "bad-timeout", VARIABLE + " is '" + text + "'; it must be a number of seconds such as 3600.");
        }
    }

    private static Map<String, Object> document(Target target, MigrateReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("target", target.name());
        document.put("version", report.version());
        document.put("status", "applied");
        document.put("baseline", report.baseline());
        document.put("statements", report.statements());
        document.put("millis", report.millis());
        document.put("tries", report.tries());
        return document;
    }
}
