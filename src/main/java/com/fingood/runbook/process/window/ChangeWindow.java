package com.fingood.runbook.process.window;

import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.process.gates.Deviation;
import com.fingood.runbook.process.gates.Deviations;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.process.gates.GateReport;
import com.fingood.runbook.process.gates.GateReport.Point;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.Freeze;
import com.fingood.runbook.target.Freezes;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a run's window may be used: it is not over, and what the rehearsal took, begun then, meets no freeze. Looked at in preflight,
 * and again right before the change, since approvals take their time.
 */
@Component
public class ChangeWindow {

    private static final String PASSED = "passed";
    private static final String FAILED = "failed";

    private final Freezes freezes;
    private final RunContent content;
    private final RunFacts facts;
    private final Deviations deviations;
    private final Deadlines deadlines;
    private final Clock clock;

    ChangeWindow(
            Freezes freezes,
            RunContent content,
            RunFacts facts,
            Deviations deviations,
            Deadlines deadlines,
            Clock clock) {
        this.freezes = freezes;
        this.content = content;
        this.facts = facts;
        this.deviations = deviations;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * The gate.
     *
     * @return what was observed, in words
     * @throws Refusal FAILED {@code window-closed} naming every point that is not met
     */
    public String check(Run run) {
        List<Point> points = points(run);
        facts.gate(run.id(), new GateReport(Gate.CHECK_WINDOW.topic(), points));
        List<Point> open = failed(points);
        if (!open.isEmpty()) {
            throw Refusal.failed(
                    "window-closed",
                    open.stream()
                            .map(point -> point.observed() + " " + point.next())
                            .collect(Collectors.joining(" ")));
        }
        return points.stream().map(Point::observed).collect(Collectors.joining(" "));
    }

    /**
     * Right before the change. What compliance accepted in preflight holds, and nothing that came since.
     *
     * @throws Refusal REFUSED {@code window-closed}
     */
    public String requireOpen(Run run) {
        Set<String> accepted = accepted(run);
        List<Point> points = points(run);
        List<Point> open = failed(points).stream()
                .filter(point -> !accepted.contains(point.name()))
                .toList();
        if (!open.isEmpty()) {
            throw Refusal.refused(
                    "window-closed",
                    "Run " + run.id() + " is not executed now: "
                            + open.stream().map(Point::observed).collect(Collectors.joining(" "))
                            + " Retry when that is over, or repeat the preflight, in which compliance may accept a deviation,"
                            + " or abort and ask for a new run with another window.");
        }
        return points.stream()
                .map(point -> point.observed() + (point.outcome().equals(FAILED) ? " Compliance accepted that." : ""))
                .collect(Collectors.joining(" "));
    }

    private List<Point> points(Run run) {
        Instant now = clock.instant();
        Instant begin = run.windowStart() == null || run.windowStart().isBefore(now) ? now : run.windowStart();
        List<Point> points = new ArrayList<>();
        points.add(start(run, now));
        List<Freeze> met = freezes.meeting(content.target(run), begin, begin.plus(expected(run)));
        met.forEach(freeze -> points.add(frozen(freeze)));
        if (met.isEmpty()) {
            points.add(unfrozen(run, begin));
        }
        return points;
    }

    private Point start(Run run, Instant now) {
        if (run.windowStart() == null) {
            return new Point(
                    "window", PASSED, "No window was asked for: the change is made once it is approved.", null, null);
        }
        Duration length = deadlines.of("window-length");
        Instant end = run.windowStart().plus(length);
        String limit = words(run.windowStart()) + " to " + words(end);
        return now.isBefore(end)
                ? new Point("window", PASSED, "The window opens at " + words(run.windowStart()) + ".", limit, null)
                : new Point(
                        "window",
                        FAILED,
                        "The window opened at " + words(run.windowStart()) + " and was over at " + words(end) + ".",
                        limit,
                        "Abort and ask for a new run with a window that lies ahead, or ask for a deviation.");
    }

    private static Point frozen(Freeze freeze) {
        return new Point(
                "freeze " + freeze.name(),
                FAILED,
                "The change would be made in the freeze '" + freeze.name() + "', " + words(freeze.from()) + " to "
                        + words(freeze.to()) + ".",
                "outside of it",
                "Abort and ask for a new run with a window outside of it, or ask for a deviation.");
    }

    private Point unfrozen(Run run, Instant begin) {
        String next = freezes.after(content.target(run), begin)
                .map(freeze ->
                        "No freeze then; the next, '" + freeze.name() + "', begins at " + words(freeze.from()) + ".")
                .orElse("No freeze then, and none after it.");
        return new Point("freezes", PASSED, next, null, null);
    }

    private Duration expected(Run run) {
        return facts.rehearsal(run.id())
                .map(RehearsalReport::upMillis)
                .map(Duration::ofMillis)
                .orElse(Duration.ZERO);
    }

    /** The points that compliance knew of when it let the run pass. */
    private Set<String> accepted(Run run) {
        boolean deviated = deviations.accepted(run.id().value()).stream()
                .map(Deviation::gate)
                .anyMatch(Gate.CHECK_WINDOW.topic()::equals);
        return deviated
                ? facts.gate(run.id(), Gate.CHECK_WINDOW).map(GateReport::points).orElse(List.of()).stream()
                        .filter(point -> point.outcome().equals(FAILED))
                        .map(Point::name)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static List<Point> failed(List<Point> points) {
        return points.stream().filter(point -> point.outcome().equals(FAILED)).toList();
    }

    private static String words(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
