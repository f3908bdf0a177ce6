package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.run.Cancellation;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How the time between two looks passes; a test lets it pass at once. */
@FunctionalInterface
public interface Pause {

    /** Returns when the time has passed, or at once when it was cancelled. */
    void await(Duration time, Cancellation cancellation);

    static Pause real() {
        return (time, cancellation) -> {
            CountDownLatch cancelled = new CountDownLatch(1);
            try (Cancellation.Registration ignored = cancellation.onCancel(cancelled::countDown)) {
                cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cancellation.cancel();
            }
        };
    }
}
