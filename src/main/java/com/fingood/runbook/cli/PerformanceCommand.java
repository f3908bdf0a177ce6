package com.fingood.runbook.cli;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.diagnosis.performance.Baselines;
import com.fingood.runbook.diagnosis.performance.DeclaredQuery;
import com.fingood.runbook.diagnosis.performance.Measurement;
import com.fingood.runbook.diagnosis.performance.MonitorReport;
import com.fingood.runbook.diagnosis.performance.Pause;
import com.fingood.runbook.diagnosis.performance.PerformanceMeasuring;
import com.fingood.runbook.diagnosis.performance.PerformanceMonitor;
import com.fingood.runbook.diagnosis.performance.PerformanceResult;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.validation.Outcome;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "performance",
        description =
                "Executes the critical queries that the change folder declares, reading only, and keeps or compares plan shape"
                        + " and pages touched. Time is shown and never judged. Exits with 1 when a query failed or is unknown.",
        footer = {
            "",
            "Examples:",
            "  runbook performance ledger --baseline        keep how it is now",
            "  runbook performance ledger --compare         is it still so?",
            "  runbook performance ledger --monitor 4h      look each minute; three breaches in a row are an alert"
        })
final class PerformanceCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "TARGET", description = "A registered target.")
    private String target;

    @ArgGroup(multiplicity = "1")
    private Mode mode;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            defaultValue = "60s",
            description = "With --monitor: from one look to the next; ${DEFAULT-VALUE} by default.")
    private Duration every;

    private static final class Mode {
        @Option(names = "--baseline", description = "Keeps how the queries are executed now, for later comparisons.")
        private boolean baseline;

        @Option(names = "--compare", description = "Compares with the newest baseline.")
        private boolean compare;

        @Option(
                names = "--monitor",
                paramLabel = "DURATION",
                description = "Compares again and again for so long; Ctrl-C ends it with what was seen.")
        private Duration monitor;
    }

    PerformanceCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        demandTimes();
        Target found = invocation.target(target);
        List<DeclaredQuery> queries =
                DeclaredQuery.in(ChangeFolder.at(found.properties().changes()));
        Baselines baselines = new Baselines(invocation.configuration().home());
        try (CtrlC ctrlC = CtrlC.watch()) {
            if (mode.baseline) {
                return keep(baselines, measured(found, queries, ctrlC));
            }
            Measurement baseline = baselines.latest(found).orElseThrow(() -> noBaseline(found));
            return mode.compare
                    ? compare(PerformanceResult.of(baseline, measured(found, queries, ctrlC)))
                    : monitor(baseline, found, queries, ctrlC);
        }
    }

    private void demandTimes() {
        if (every.isNegative() || every.isZero()) {
            throw Refusal.badInput(
                    "bad-interval", "--every is " + every + "; it must be more than 0, for example 60s.");
        }
        if (mode.monitor != null && (mode.monitor.isNegative() || mode.monitor.isZero())) {
            throw Refusal.badInput(
                    "bad-duration", "--monitor is " + mode.monitor + "; it must be more than 0, for example 4h.");
        }
    }

    private static Refusal noBaseline(Target target) {
        return Refusal.refused(
                "no-baseline",
                target.name() + " has no performance baseline, so nothing can be compared. Take one while all is well:"
                        + " 'runbook performance " + target.name() + " --baseline'.");
    }

    private Measurement measured(Target found, List<DeclaredQuery> queries, CtrlC ctrlC) {
        return new PerformanceMeasuring(invocation.surroundings().clock())
                .measure(
                        found,
                        queries,
                        SessionTag.cli("performance"),
                        ctrlC.cancellation(),
                        new Steps(invocation.answers()));
    }

    private int keep(Baselines baselines, Measurement measurement) {
        boolean whole = measurement.queries().stream().anyMatch(query -> query.plan() != null)
                && measurement.queries().stream().allMatch(query -> query.plan() != null || query.notApplicable());
        Path file = baselines.save(measurement);
        invocation.answers().give(measurement, PerformanceLines.of(measurement, file));
        return whole ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private int compare(PerformanceResult result) {
        invocation.answers().give(result, PerformanceLines.of(result));
        return exit(result.verdict());
    }

    private int monitor(Measurement baseline, Target found, List<DeclaredQuery> queries, CtrlC ctrlC) {
        MonitorReport report = new PerformanceMonitor(invocation.surroundings().clock(), Pause.real())
                .watch(
                        baseline,
                        () -> measured(found, queries, ctrlC),
                        mode.monitor,
                        every,
                        ctrlC.cancellation(),
                        invocation.answers()::say);
        invocation.answers().give(report, PerformanceLines.of(report));
        return exit(report.verdict());
    }

    private static int exit(Outcome verdict) {
        return verdict == Outcome.PASSED ? ExitCodes.DONE : ExitCodes.FAILED;
    }
}
