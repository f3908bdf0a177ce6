package com.fingood.runbook.validation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A suite before a change against the same suite after it: old data is never clean, so what counts is what is new, and that what
 * must be conserved is.
 *
 * @param target the target's name
 * @param suite which suite
 * @param checks every check of either run
 */
@JsonPropertyOrder({"target", "suite", "verdict", "message", "checks"})
public record Comparison(String target, Suite suite, List<CheckComparison> checks) {

    public Comparison {
        checks = List.copyOf(checks);
    }

    /** @throws IllegalArgumentException when they are of different suites */
    public static Comparison of(SuiteResult before, SuiteResult after) {
        if (before.suite() != after.suite()) {
            throw new IllegalArgumentException("can't compare " + before.suite() + " with " + after.suite());
        }
        Set<String> ids = new LinkedHashSet<>();
        after.checks().forEach(c -> ids.add(c.id()));
        before.checks().forEach(c -> ids.add(c.id()));
        List<CheckComparison> checks = new ArrayList<>();
        ids.forEach(id -> checks.add(ComparedCheck.of(before.check(id), after.check(id))));
        return new Comparison(after.target(), after.suite(), checks);
    }

    /** Passed only when every check passed, or fails with nothing but known violations; see the message. */
    @JsonProperty("verdict")
    public Outcome verdict() {
        return Outcome.verdict(checks.stream().map(CheckComparison::outcome).toList());
    }

    /** The verdict in words; names the checks that fail with known violations only. */
    @JsonProperty("message")
    public String message() {
        if (checks.isEmpty()) {
            return "there is no check in suite " + suite.label() + ", so nothing was proven";
        }
        List<String> known = checks.stream()
                .filter(CheckComparison::onlyKnown)
                .map(CheckComparison::id)
                .toList();
        String words = "%d passed, %d failed, %d unknown, %d not applicable"
                .formatted(
                        count(Outcome.PASSED),
                        count(Outcome.FAILED),
                        count(Outcome.UNKNOWN),
                        count(Outcome.NOT_APPLICABLE));
        return known.isEmpty() ? words : words + "; passed with known violations only: " + String.join(", ", known);
    }

    public Optional<CheckComparison> check(String id) {
        return checks.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    private long count(Outcome outcome) {
        return checks.stream().filter(c -> c.outcome() == outcome).count();
    }
}
