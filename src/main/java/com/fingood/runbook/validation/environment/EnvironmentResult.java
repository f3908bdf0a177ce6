package com.fingood.runbook.validation.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fingood.runbook.validation.Outcome;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one or several environment checks said about a target.
 *
 * @param target the target's name
 * @param suite id of the one check, or {@code environment}
 * @param started when it began
 * @param finished when it ended
 * @param checks every point, in order
 */
@JsonPropertyOrder({"target", "suite", "verdict", "message", "checks", "started", "finished"})
public record EnvironmentResult(
        String target, String suite, Instant started, Instant finished, List<CheckedPoint> checks) {

    public EnvironmentResult {
        checks = List.copyOf(checks);
    }

    /** Of all points. Not applicable only when every point is; else failed before unknown before passed. */
    @JsonProperty("verdict")
    public Outcome verdict() {
        return verdict(checks);
    }

    /** Of the points of one check; unknown when it was not looked at. */
    public Outcome verdict(EnvironmentCheck check) {
        return verdict(of(check));
    }

    public List<CheckedPoint> of(EnvironmentCheck check) {
        return checks.stream()
                .filter(point -> point.id().startsWith(check.id() + "."))
                .toList();
    }

    public Optional<CheckedPoint> point(String id) {
        return checks.stream().filter(point -> point.id().equals(id)).findFirst();
    }

    /** The verdict in words. */
    @JsonProperty("message")
    public String message() {
        return "%d passed, %d failed, %d unknown, %d not applicable"
                .formatted(
                        count(Outcome.PASSED),
                        count(Outcome.FAILED),
                        count(Outcome.UNKNOWN),
                        count(Outcome.NOT_APPLICABLE));
    }

    private static Outcome verdict(List<CheckedPoint> points) {
        List<Outcome> outcomes = points.stream().map(CheckedPoint::outcome).toList();
        boolean none = !outcomes.isEmpty() && outcomes.stream().allMatch(Outcome.NOT_APPLICABLE::equals);
        return none ? Outcome.NOT_APPLICABLE : Outcome.verdict(outcomes);
    }

    private long count(Outcome outcome) {
        return checks.stream().filter(point -> point.outcome() == outcome).count();
    }
}
