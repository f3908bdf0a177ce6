package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.validation.Outcome;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges by what is the same each time, plan shape and pages touched; time is shown and never judged. With the baseline's plan a query
 * may touch a quarter more, since data grows; with another plan, nothing more at all.
 */
final class PerformanceComparison {

    private static final int GROWTH_PART = 4;
    private static final long GROWTH_LEAST = 20;

    private final Measurement baseline;
    private final Measurement now;

    private PerformanceComparison(Measurement baseline, Measurement now) {
        this.baseline = baseline;
        this.now = now;
    }

    static List<PerformanceCheck> of(Measurement baseline, Measurement now) {
        return new PerformanceComparison(baseline, now).checks();
    }

    private List<PerformanceCheck> checks() {
        List<PerformanceCheck> checks = new ArrayList<>();
        now.queries().forEach(query -> checks.add(check(query)));
        baseline.queries().stream()
                .filter(query -> now.query(query.id()).isEmpty())
                .map(gone ->
                        unknown(gone.id(), gone.plan(), null, "the baseline has it, but it is not declared any more"))
                .forEach(checks::add);
        return checks;
    }

    private PerformanceCheck check(MeasuredQuery query) {
        if (query.notApplicable()) {
            return new PerformanceCheck(
                    query.id(), Outcome.NOT_APPLICABLE, null, null, query.reason(), null, null, false);
        }
        MeasuredQuery before = baseline.query(query.id()).orElse(null);
        Plan then = before == null ? null : before.plan();
        if (query.plan() == null) {
            return unknown(query.id(), then, null, query.reason());
        }
        String incomparable = incomparable(query, before);
        return incomparable == null
                ? judged(query.id(), then, query.plan())
                : unknown(query.id(), then, query.plan(), incomparable);
    }

    private String incomparable(MeasuredQuery query, MeasuredQuery before) {
        if (!baseline.dialect().equals(now.dialect())) {
            return "the baseline is of " + baseline.dialect() + ", this target is " + now.dialect();
        }
        if (before == null) {
            return "the baseline does not have it; take a new one with 'performance --baseline'";
        }
        if (before.plan() == null) {
            return "it was not run for the baseline: " + before.reason();
        }
        return before.sha256().equals(query.sha256())
                ? null
                : "its text is another than in the baseline; take a new one with 'performance --baseline'";
    }

    private static PerformanceCheck judged(String id, Plan then, Plan plan) {
        boolean other = !plan.hasShapeOf(then);
        if (!plan.wasExecuted() || !then.wasExecuted()) {
            return new PerformanceCheck(
                    id,
                    other ? Outcome.FAILED : Outcome.PASSED,
                    null,
                    null,
                    (other ? "another plan than in the baseline" : "the baseline's plan")
                            + "; planned only, since it writes",
                    then,
                    plan,
                    other);
        }
        long limit = other ? then.touched() : then.touched() + Math.max(GROWTH_LEAST, then.touched() / GROWTH_PART);
        boolean within = plan.touched() <= limit;
        return new PerformanceCheck(
                id,
                within ? Outcome.PASSED : Outcome.FAILED,
                plan.touched(),
                limit,
                words(other, within, then, plan),
                then,
                plan,
                other);
    }

    private static String words(boolean other, boolean within, Plan then, Plan plan) {
        String numbers = then.touched() + " " + plan.unit() + " in the baseline, " + plan.touched() + " now";
        if (!other) {
            return (within ? "the baseline's plan; " : "the baseline's plan, but it touches too much: ") + numbers;
        }
        return (within ? "another plan, which touches no more: " : "another plan, which touches more: ") + numbers;
    }

    private static PerformanceCheck unknown(String id, Plan then, Plan now, String message) {
        return new PerformanceCheck(
                id,
                Outcome.UNKNOWN,
                now == null ? null : now.touched(),
                then == null ? null : then.touched(),
                message,
                then,
                now,
                false);
    }
}
