package com.fingood.runbook.target;

import java.time.Instant;

/**
 * The fence around a target, as the target itself says it.
 *
 * @param run whose it is
 * @param placed when it was begun
 * @param expires until when it was meant to stand. Reaching that lifts nothing: the fence is overdue then
 * @param complete false = it was begun, and nobody saw the end: it may keep everybody out or nobody
 */
public record FenceState(String run, Instant placed, Instant expires, boolean complete) {

    public boolean overdue(Instant now) {
        return now.isAfter(expires);
    }
}
