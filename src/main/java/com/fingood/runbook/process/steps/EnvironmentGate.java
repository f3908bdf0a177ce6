package com.fingood.runbook.process.steps;

import com.fingood.runbook.process.gates.Deviation;
import com.fingood.runbook.process.gates.Deviations;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.process.gates.GateReport;
import com.fingood.runbook.process.gates.GateReport.Point;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.validation.environment.CheckedPoint;
import com.fingood.runbook.validation.environment.EnvironmentCheck;
import com.fingood.runbook.validation.environment.EnvironmentChecks;
import com.fingood.runbook.validation.environment.EnvironmentResult;
import com.fingood.runbook.validation.environment.PrivilegeCheck;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The environmental checks as gates (RUNBOOK.md, Environmental Checks). In production what is unknown goes to a person like what
 * failed; elsewhere it is kept as unknown and does not stop the run.
 */
@Component
public class EnvironmentGate {

    private static final String FAILED = "failed";
    private static final String UNKNOWN = "unknown";

    /** The six, by the gates that the preflight's models call. */
    private static final Map<Gate, EnvironmentCheck> CHECKS = new EnumMap<>(Map.of(
            Gate.CHECK_DATABASE_HEALTH, EnvironmentCheck.DATABASE_HEALTH,
            Gate.CHECK_FREE_DISK, EnvironmentCheck.FREE_DISK,
            Gate.CHECK_CONNECTIONS, EnvironmentCheck.CONNECTIONS,
            Gate.CHECK_REPLICATION, EnvironmentCheck.REPLICATION,
            Gate.CHECK_BACKUP_SYSTEM, EnvironmentCheck.BACKUP_SYSTEM,
            Gate.CHECK_MONITORING, EnvironmentCheck.MONITORING));

    private final RunContent content;
    private final RunFacts facts;
    private final EnvironmentChecks checks;
    private final PrivilegeCheck privileges;
    private final Deviations deviations;

    EnvironmentGate(
            RunContent content,
            RunFacts facts,
            EnvironmentChecks checks,
            PrivilegeCheck privileges,
            Deviations deviations) {
        this.deviations = deviations;
        this.content = content;
        this.facts = facts;
        this.checks = checks;
        this.privileges = privileges;
    }

    /**
     * @return what was observed, in words
     * @throws Refusal FAILED {@code environment-not-ready} naming every point that is not met
     */
    public String check(Run run, Gate gate, Cancellation cancellation) {
        EnvironmentCheck check = CHECKS.get(gate);
        SessionTag tag = new SessionTag(run.id().value(), check.id());
        return judge(run, gate, checks.check(content.target(run), check, tag, cancellation));
    }

    /** What our role may and may not do on the target. */
    public String privileges(Run run) {
        SessionTag tag = new SessionTag(run.id().value(), "check-privileges");
        return judge(run, Gate.CHECK_PRIVILEGES, privileges.check(content.target(run), tag));
    }

    /**
     * All of it once more, right before the change (RUNBOOK.md, Step 2). What compliance accepted in preflight holds, and nothing that
     * came since.
     *
     * @return what was observed, in words
     * @throws Refusal REFUSED {@code environment-not-ready} naming every point that is not met any more
     */
    public String recheck(Run run, Cancellation cancellation) {
        Target target = content.target(run);
        List<String> open = new ArrayList<>();
        int looked = 0;
        for (Map.Entry<Gate, EnvironmentCheck> gate : CHECKS.entrySet()) {
            SessionTag tag = new SessionTag(run.id().value(), gate.getValue().id());
            List<Point> points = points(checks.check(target, gate.getValue(), tag, cancellation));
            Set<String> accepted = accepted(run, gate.getKey(), target);
            looked += points.size();
            points.stream()
                    .filter(point -> stops(point, target) && !accepted.contains(point.name()))
                    .map(EnvironmentGate::words)
                    .forEach(open::add);
        }
        if (!open.isEmpty()) {
            throw Refusal.refused(
                    "environment-not-ready",
                    "Run " + run.id() + " is not executed now: " + String.join(" ", open)
                            + " Mend that and try again, or repeat the preflight, in which compliance may accept a"
                            + " deviation.");
        }
        return looked + " points of the environment are as they were when the change was approved.";
    }

    /** The points that compliance knew of when it let the run pass. */
    private Set<String> accepted(Run run, Gate gate, Target target) {
        boolean deviated = deviations.accepted(run.id().value()).stream()
                .map(Deviation::gate)
                .anyMatch(gate.topic()::equals);
        return deviated
                ? facts.gate(run.id(), gate).map(GateReport::points).orElse(List.of()).stream()
                        .filter(point -> stops(point, target))
                        .map(Point::name)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static List<Point> points(EnvironmentResult result) {
        return result.checks().stream().map(EnvironmentGate::point).toList();
    }

    private String judge(Run run, Gate gate, EnvironmentResult result) {
        List<Point> points = points(result);
        facts.gate(run.id(), new GateReport(gate.topic(), points));
        Target target = content.target(run);
        List<Point> open = points.stream().filter(point -> stops(point, target)).toList();
        if (points.isEmpty() || !open.isEmpty()) {
            throw Refusal.failed(
                    "environment-not-ready",
                    points.isEmpty()
                            ? "Nothing was looked at, so nothing is proven."
                            : open.stream().map(EnvironmentGate::words).collect(Collectors.joining(" ")));
        }
        return points.stream()
                        .filter(point -> !point.outcome().equals("not_applicable"))
                        .map(Point::observed)
                        .findFirst()
                        .orElseGet(() -> points.get(0).observed())
                + count(points);
    }

    private static boolean stops(Point point, Target target) {
        return point.outcome().equals(FAILED) || point.outcome().equals(UNKNOWN) && target.isProduction();
    }

    private static String count(List<Point> points) {
        long unknown =
                points.stream().filter(point -> point.outcome().equals(UNKNOWN)).count();
        return " " + points.size() + (points.size() == 1 ? " point" : " points") + " looked at"
                + (unknown == 0 ? "." : ", " + unknown + " unknown, which stops a run in production only.");
    }

    private static String words(Point point) {
        return point.name()
                + (point.outcome().equals(UNKNOWN) ? " is unknown: " : " failed: ")
                + point.observed()
                + (point.next() == null ? "" : " " + point.next());
    }

    private static Point point(CheckedPoint point) {
        return new Point(point.id(), point.outcome().label(), point.observed(), point.limit(), point.next());
    }
}
