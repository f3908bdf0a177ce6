package com.fingood.runbook.process.gates;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.time.Instant;

/**
 * A gate that was not met, and what compliance said to that.
 *
 * @param gate topic of the gate
 * @param number from 1, of this gate in this run
 * @param observed what was found, in words
 * @param decision null while nobody has decided
 */
public record Deviation(
        String run,
        String gate,
        int number,
        String observed,
        String askedBy,
        String askedBecause,
        Instant askedAt,
        String decision,
        String decidedBy,
        String decidedBecause,
        Instant decidedAt) {

    public static final String ACCEPT = "accept-deviation";

    @JsonIgnore
    public boolean isAccepted() {
        return ACCEPT.equals(decision);
    }
}
