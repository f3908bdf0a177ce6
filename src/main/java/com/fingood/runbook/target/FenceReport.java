package com.fingood.runbook.target;

import java.time.Instant;
import java.util.List;

/**
 * What placing or lifting a fence came to.
 *
 * @param run whose fence it is
 * @param expires until when it is meant to stand; null when there is none
 * @param ended sessions that were ended
 * @param holes who can write all the same, in words; what could not be found out is one too
 * @param words what was done, in order
 */
public record FenceReport(
        String run, Status status, Instant expires, int ended, List<String> holes, List<String> words) {

    /** Where the target stands now. */
    public enum Status {
        PLACED,
        LIFTED,
        /** This kind of database has nothing that keeps writers out for longer than a session lives. */
        NOT_APPLICABLE
    }

    public FenceReport {
        holes = List.copyOf(holes);
        words = List.copyOf(words);
    }

    /** True when it is proven that nobody but the product itself can write. */
    public boolean isSafe() {
        return status == Status.PLACED && holes.isEmpty();
    }
}
