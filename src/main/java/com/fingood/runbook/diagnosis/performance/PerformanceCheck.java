package com.fingood.runbook.diagnosis.performance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fingood.runbook.validation.Outcome;

import java.util.List;
import java.util.Map;

/**
 * One declared query now against the baseline.
 *
 * @param observed pages (H2: rows) touched now; null when it was not executed
 * @param limit most that it may touch; null when the baseline has no number
 * @param message why, in words; no values
 * @param then the baseline's plan; null without one
 * @param now the plan as it is; null when it was not run
 * @param otherPlan whether the plan's shape differs
 */
@JsonPropertyOrder({"id", "outcome", "observed", "limit", "evidence", "message"})
public record PerformanceCheck(
        String id, Outcome outcome, Long observed, Long limit, String message, Plan then, Plan now, boolean otherPlan) {

    /** Plans in the shape that every check's evidence has: rows of names and texts. */
    @JsonProperty("evidence")
    public List<Map<String, String>> evidence() {
        return outcome == Outcome.FAILED && then != null && now != null
                ? List.of(Map.of("planBefore", then.shapeWords(), "planNow", now.shapeWords()))
                : List.of();
    }
}
