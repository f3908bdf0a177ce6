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
    private static final CountDownLatch SAID = new CountDownLatch(1);

    private final Cancellation cancellation = new Cancellation();
    private final Thread hook = new Thread(this::cancelAndWait, "cancel-command");

    private CtrlC() {}

    static CtrlC watch() {
        CtrlC watch = new CtrlC();
        Runtime.getRuntime().addShutdownHook(watch.hook);
        return watch;
    }

    /** The command has said its last word: a JVM that was asked to stop may go. */
    static void saidAll() {
        SAID.countDown();
    }

    Cancellation cancellation() {
        return cancellation;
    }

    private void cancelAndWait() {
        cancellation.cancel();
        try {
            SAID.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is on its way down and waits for the last word.
            return;
        }
    }
}
