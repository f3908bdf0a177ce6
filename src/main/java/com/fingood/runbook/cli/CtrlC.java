package com.fingood.runbook.cli;

import com.fingood.runbook.run.Cancellation;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the work cleanly when the process is asked to stop: cancels it, then lets it come to its end (roll back, delete what is
 * half-written) before the JVM goes.
 */
final class CtrlC implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::cancelAndWait, "cancel-command");

    private CtrlC() {}

    static CtrlC watch() {
        CtrlC watch = new CtrlC();
        Runtime.getRuntime().addShutdownHook(watch.hook);
        return watch;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    private void cancelAndWait() {
        cancellation.cancel();
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is on its way down, and the hook with it.
            return;
        }
    }
}
