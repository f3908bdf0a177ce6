package com.fingood.runbook.diagnosis.violations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fingood.runbook.diagnosis.violations.Violation.Standing;
import com.fingood.runbook.validation.Outcome;

import java.time.Instant;
import java.util.List;

/**
 * All violations of a target at one moment, the new ones first.
 *
 * @param target the target's name
 * @param looked when the checks ended
 * @param against what was compared with, in words; null = nothing, so that of none it is known whether it is new
 * @param violations what is wrong or can't be told; empty = nothing
 * @param passed number of checks that found nothing
 */
@JsonPropertyOrder({"target", "verdict", "message", "looked", "against", "passed", "violations"})
public record Violations(String target, Instant looked, String against, List<Violation> violations, int passed) {

    public Violations {
        violations = List.copyOf(violations);
    }

    /** Failed when one is new; unknown when of one that can't be told, or when nothing was checked; else passed. */
    @JsonProperty("verdict")
    public Outcome verdict() {
        if (has(Standing.NEW)) {
            return Outcome.FAILED;
        }
        return has(Standing.UNKNOWN) || passed + violations.size() == 0 ? Outcome.UNKNOWN : Outcome.PASSED;
    }

    @JsonProperty("message")
    public String message() {
        if (passed + violations.size() == 0) {
            return "there is no integrity check, so nothing was looked at";
        }
        return "%d checks fail with new violations, %d with known ones only, of %d it can't be told, %d are fine; compared with %s"
                .formatted(
                        count(Standing.NEW),
                        count(Standing.KNOWN),
                        count(Standing.UNKNOWN),
                        passed,
                        against == null ? "nothing" : against);
    }

    /** Whether a critical check is violated since. */
    public Answer newCritical() {
        if (passed + violations.size() == 0) {
            return Answer.UNKNOWN;
        }
        return Answer.any(violations.stream()
                .filter(Violation::isCritical)
                .map(violation -> switch (violation.standing()) {
                    case NEW -> Answer.YES;
                    case KNOWN -> Answer.NO;
                    case UNKNOWN -> Answer.UNKNOWN;
                })
                .toList());
    }

    /** Whether anything is violated since. */
    public Answer anyNew() {
        return switch (verdict()) {
            case FAILED -> Answer.YES;
            case PASSED -> Answer.NO;
            default -> Answer.UNKNOWN;
        };
    }

    /** Whether one that is new, or may be, is about what the change touched; no when there is none. */
    public Answer touchTheChange() {
        return Answer.any(violations.stream()
                .filter(violation -> violation.standing() != Standing.KNOWN)
                .map(Violation::touched)
                .toList());
    }

    /** To be kept beyond the moment: without the keys of rows. */
    public Violations withoutEvidence() {
        return new Violations(
                target,
                looked,
                against,
                violations.stream().map(Violation::withoutEvidence).toList(),
                passed);
    }

    private boolean has(Standing standing) {
        return count(standing) > 0;
    }

    private long count(Standing standing) {
        return violations.stream().filter(v -> v.standing() == standing).count();
    }
}
