package com.fingood.runbook.target;

import java.time.Instant;
import java.util.Set;

/**
 * A time in which nothing is changed.
 *
 * @param from its first moment
 * @param to the first moment after it
 * @param targets names; empty = all
 * @param environments labels; empty = all
 */
public record Freeze(String name, Instant from, Instant to, Set<String> targets, Set<String> environments) {

    boolean concerns(String target, String environment) {
        return (targets.isEmpty() || targets.contains(target))
                && (environments.isEmpty() || environments.contains(environment));
    }

    /** Whether work that begins and ends then would be in it. */
    boolean meets(Instant begin, Instant end) {
        return begin.isBefore(to) && !end.isBefore(from);
    }
}
