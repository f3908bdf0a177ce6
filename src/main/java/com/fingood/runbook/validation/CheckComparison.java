package com.fingood.runbook.validation;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;
import java.util.Map;

/**
 * One check before against after.
 *
 * @param id the check's id
 * @param severity how bad a failure is
 * @param outcome the comparison's word: passed also when all violations were known before
 * @param before outcome of the run before; null when it was not run then
 * @param after outcome of the run after, in absolute terms; null when it was not run then
 * @param knownViolations rows that violated it before and still do; null when that can't be told
 * @param newViolations rows that violate it since; null when that can't be told
 * @param goneViolations rows that do no longer; null when that can't be told
 * @param evidence of the new violations, as far as they are among the rows kept
 * @param message why, in words
 */
public record CheckComparison(
        String id,
        String severity,
        Outcome outcome,
        Outcome before,
        Outcome after,
        Long knownViolations,
        Long newViolations,
        Long goneViolations,
        List<Map<String, String>> evidence,
        String message) {

    public CheckComparison {
        evidence = List.copyOf(evidence);
    }

    /** Whether it fails in absolute terms, and did so before with the same violations. */
    @JsonProperty("onlyKnown")
    public boolean onlyKnown() {
        return outcome == Outcome.PASSED && after == Outcome.FAILED;
    }
}
