package com.fingood.runbook.migration;

import com.fingood.runbook.run.Cancellation;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends a rehearsal that goes on for ever although each statement keeps its time, or that took its own limit away. Cancels what the
 * caller can cancel too; which of the two it was is known afterwards.
 */
final class RehearsalLimit implements AutoCloseable {

    private final Cancellation cancellation = new Cancellation();
    private final Cancellation.Registration outer;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "runbook-rehearsal-limit");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean reached;

    RehearsalLimit(Cancellation callers, Duration limit) {
        this.outer = callers.onCancel(cancellation::cancel);
        timer.schedule(this::stop, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stop() {
        reached = true;
        cancellation.cancel();
    }

    Cancellation cancellation() {
        return cancellation;
    }

    boolean isReached() {
        return reached;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        outer.close();
    }
}
