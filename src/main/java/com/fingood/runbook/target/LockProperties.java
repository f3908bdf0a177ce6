package com.fingood.runbook.target;

import java.time.Duration;

/**
 * How a change waits for its locks, {@code runbook.targets.<name>.locks}: everybody who comes after a waiting change waits behind it,
 * so it waits briefly, steps back and comes again.
 *
 * @param first longest wait of the first try; 300 ms when left out
 * @param longest longest wait that later tries grow to; 2 s when left out
 * @param tries most tries, from 1; 30 when left out
 */
public record LockProperties(Duration first, Duration longest, Integer tries) {

    public LockProperties {
        first = first == null ? Duration.ofMillis(300) : first;
        longest = longest == null ? Duration.ofSeconds(2) : longest;
        tries = tries == null ? 30 : tries;
    }

    /** For what is reviewed: changes with each of them. */
    public String words() {
        return first.toMillis() + " ms to " + longest.toMillis() + " ms, " + tries + " tries";
    }

    public static LockProperties standard() {
        return new LockProperties(null, null, null);
    }
}
