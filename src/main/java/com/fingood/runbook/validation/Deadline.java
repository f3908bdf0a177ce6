package com.fingood.runbook.validation;

import com.fingood.runbook.run.Cancellation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The time that one check has for everything it does; a check without an end within it is unknown. */
final class Deadline {

    private final Clock clock;
    private final Duration limit;
    private final Instant started;
    private final Cancellation cancellation;

    Deadline(Clock clock, Duration limit, Cancellation cancellation) {
        this.clock = clock;
        this.limit = limit;
        this.started = clock.instant();
        this.cancellation = cancellation;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    long millisUsed() {
        return Duration.between(started, clock.instant()).toMillis();
    }

    /**
     * What is left, at least a millisecond.
     *
     * @throws CheckUnusable when nothing is left
     * @throws Cancellation.Cancelled when it was cancelled
     */
    Duration demandTime() {
        cancellation.throwIfCancelled();
        Duration left = limit.minusMillis(millisUsed());
        if (left.isNegative() || left.isZero()) {
            throw new CheckUnusable(overdue());
        }
        return left.toMillis() == 0 ? Duration.ofMillis(1) : left;
    }

    String overdue() {
        return "it did not finish within "
                + (limit.toMillis() < 1000 ? limit.toMillis() + " ms" : limit.toMillis() / 1000.0 + " s");
    }
}
