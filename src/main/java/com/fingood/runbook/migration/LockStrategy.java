package com.fingood.runbook.migration;

import com.fingood.runbook.target.LockProperties;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a change waits for its locks. Everybody who comes after a waiting change queues behind it, so it waits briefly, steps back for
 * longer than it waited, and comes again: others get through between two tries.
 *
 * @param first longest wait for a lock in the first try
 * @param longest what the wait grows to. An autovacuum steps aside, and a deadlock is found, only after the server's
 *     {@code deadlock_timeout}, usually 1 s, so a shorter one never gets past either
 * @param tries most tries, from 1
 */
public record LockStrategy(Duration first, Duration longest, int tries) {

    private static final double GROWTH = 1.25;

    public LockStrategy {
        demandPositive("first", first);
        demandPositive("longest", longest);
        if (first.compareTo(longest) > 0) {
            throw new IllegalArgumentException("the first wait, " + first + ", is longer than the longest, " + longest);
        }
        if (tries < 1) {
            throw new IllegalArgumentException("at least one try is needed, not " + tries);
        }
    }

    /** One try, with this wait. */
    public static LockStrategy once(Duration wait) {
        return new LockStrategy(wait, wait, 1);
    }

    /** @param documented the longest wait as the change's document says it; null = the target's */
    static LockStrategy of(LockProperties locks, Duration documented) {
        Duration longest = documented == null ? locks.longest() : documented;
        Duration first = locks.first().compareTo(longest) < 0 ? locks.first() : longest;
        return new LockStrategy(first, longest, locks.tries());
    }

    /** @param number of the try, from 1 */
    Duration wait(int number) {
        double millis = first.toMillis() * Math.pow(GROWTH, number - 1);
        return millis >= longest.toMillis() ? longest : Duration.ofMillis(Math.round(millis));
    }

    /** The pause after a try: at least as long as its wait and up to twice that, so that two who collide don't meet again and again. */
    Duration pause(int number, RandomGenerator random) {
        long wait = wait(number).toMillis();
        return Duration.ofMillis(wait + 1 + random.nextLong(wait));
    }

    /** For the approval form. */
    public String words() {
        if (tries == 1) {
            return "waits " + millis(first) + " for a lock, then gives up";
        }
        String growing =
                first.equals(longest) ? millis(first) : millis(first) + " for a lock, growing to " + millis(longest);
        return "waits " + growing + (first.equals(longest) ? " for a lock" : "")
                + "; then everything is taken back and tried again after a longer pause, at most " + tries + " times";
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }

    private static void demandPositive(String name, Duration value) {
        // 0 would mean "for ever" to the server.
        if (value == null || value.toMillis() < 1 || value.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " lock wait must lie between 1 ms and 24 days, not " + value);
        }
    }
}
