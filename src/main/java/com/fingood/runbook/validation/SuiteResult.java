package com.fingood.runbook.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a suite said about a target.
 *
 * @param target the target's name
 * @param suite which suite
 * @param started when the run began
 * @param finished when it ended
 * @param checks one per check file, in the order of the folder
 */
@JsonPropertyOrder({"target", "suite", "verdict", "message", "checks", "started", "finished"})
public record SuiteResult(String target, Suite suite, Instant started, Instant finished, List<CheckResult> checks) {

    public SuiteResult {
        checks = List.copyOf(checks);
    }

    /** Failed when one check failed; unknown when one is unknown, or when no check said anything; else passed. */
    @JsonProperty("verdict")
    public Outcome verdict() {
        return Outcome.verdict(checks.stream().map(CheckResult::outcome).toList());
    }

    /** The verdict in words. */
    @JsonProperty("message")
    public String message() {
        if (checks.isEmpty()) {
            return "there is no check in suite " + suite.label() + ", so nothing was proven";
        }
        return "%d passed, %d failed, %d unknown, %d not applicable"
                .formatted(
                        count(Outcome.PASSED),
                        count(Outcome.FAILED),
                        count(Outcome.UNKNOWN),
                        count(Outcome.NOT_APPLICABLE));
    }

    public Optional<CheckResult> check(String id) {
        return checks.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    private long count(Outcome outcome) {
        return checks.stream().filter(c -> c.outcome() == outcome).count();
    }
}
