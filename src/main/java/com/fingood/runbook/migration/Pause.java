package com.fingood.runbook.migration;

import com.fingood.runbook.run.Cancellation;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time between two tries. */
@FunctionalInterface
interface Pause {

    /** @return false when it ended early, since the work was cancelled or this thread is to stop */
    boolean take(Duration length, Cancellation cancellation);

    static boolean onTheClock(Duration length, Cancellation cancellation) {
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Cancellation.Registration ignored = cancellation.onCancel(cancelled::countDown)) {
            return !cancelled.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
