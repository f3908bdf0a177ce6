package com.fingood.runbook.diagnosis.performance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fingood.runbook.validation.Outcome;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the comparison with a baseline said.
 *
 * @param baseline when the baseline was taken; null = there is none
 * @param taken when the target was measured
 * @param checks one per declared query, then those that are not declared any more
 */
@JsonPropertyOrder({"target", "suite", "verdict", "message", "checks", "baseline", "taken"})
public record PerformanceResult(String target, Instant baseline, Instant taken, List<PerformanceCheck> checks) {

    public PerformanceResult {
        checks = List.copyOf(checks);
    }

    public static PerformanceResult of(Measurement baseline, Measurement now) {
        return new PerformanceResult(
                now.target(), baseline.taken(), now.taken(), PerformanceComparison.of(baseline, now));
    }

    /** Nothing to compare with: every query is unknown, and its plan of now is shown. */
    public static PerformanceResult withoutBaseline(Measurement now) {
        Measurement none = new Measurement(now.target(), now.dialect(), null, List.of());
        return of(none, now);
    }

    @JsonProperty("suite")
    public String suite() {
        return "performance";
    }

    /** As of any suite: unknown when one is, or when nothing is declared. */
    @JsonProperty("verdict")
    public Outcome verdict() {
        return Outcome.verdict(checks.stream().map(PerformanceCheck::outcome).toList());
    }

    @JsonProperty("message")
    public String message() {
        if (checks.isEmpty()) {
            return "no critical query is declared in performance/, so nothing was proven";
        }
        return Arrays.stream(Outcome.values())
                .map(outcome -> checks.stream()
                                .filter(check -> check.outcome() == outcome)
                                .count()
                        + " "
                        + outcome.label().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }
}
