package com.fingood.runbook.process.steps;

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

import java.util.List;
import java.util.stream.Collectors;

/**
 * The environmental checks as gates (RUNBOOK.md, Environmental Checks). In production what is unknown goes to a person like what
 * failed; elsewhere it is kept as unknown and does not stop the run.
 */
@Component
public class EnvironmentGate {

    private static final String FAILED = "failed";
    private static final String UNKNOWN = "unknown";

    private final RunContent content;
    private final RunFacts facts;
    private final EnvironmentChecks checks;
    private final PrivilegeCheck privileges;

    EnvironmentGate(RunContent content, RunFacts facts, EnvironmentChecks checks, PrivilegeCheck privileges) {
        this.content = content;
        this.facts = facts;
        this.checks = checks;
        this.privileges = privileges;
    }

    /**
     * @return what was observed, in words
     * @throws Refusal FAILED {@code environment-not-ready} naming every point that is not met
     */
    public String check(Run run, Gate gate, EnvironmentCheck check, Cancellation cancellation) {
        SessionTag tag = new SessionTag(run.id().value(), check.id());
        return judge(run, gate, checks.check(content.target(run), check, tag, cancellation));
    }

    /** What our role may and may not do on the target. */
    public String privileges(Run run) {
        SessionTag tag = new SessionTag(run.id().value(), "check-privileges");
        return judge(run, Gate.CHECK_PRIVILEGES, privileges.check(content.target(run), tag));
    }

    private String judge(Run run, Gate gate, EnvironmentResult result) {
        List<Point> points =
                result.checks().stream().map(EnvironmentGate::point).toList();
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
