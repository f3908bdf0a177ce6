package com.fingood.runbook.diagnosis.blocking;

import com.fingood.runbook.run.Cancellation;

import java.time.Duration;

/** Between two looks at a server. */
final class Pause {

    private Pause() {}

    /** @throws Cancellation.Cancelled when it was cancelled */
    static void of(Duration time, Cancellation cancellation) {
        cancellation.throwIfCancelled();
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancellation.cancel();
            cancellation.throwIfCancelled();
        }
    }
}
