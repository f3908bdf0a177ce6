package com.fingood.runbook.migration;

import com.fingood.runbook.run.Cancellation;

/**
 * Stops the statement that runs when an action is cancelled. Between statements nothing is cancelled: Flyway's own bookkeeping then
 * ends cleanly, and the next statement is not begun.
 */
final class Interruption implements AutoCloseable {

    private static final long AGAIN_MILLIS = 100;

    private final OneConnection connection;
    private final Cancellation cancellation;
    private final Cancellation.Registration registration;
    private boolean executing;
    private boolean closed;

    Interruption(OneConnection connection, Cancellation cancellation) {
        this.connection = connection;
        this.cancellation = cancellation;
        this.registration = cancellation.onCancel(this::stop);
    }

    /** A statement begins. */
    synchronized void enter() {
        cancellation.throwIfCancelled();
        executing = true;
    }

    /** It ended. */
    synchronized void leave() {
        executing = false;
        notifyAll();
    }

    Cancellation cancellation() {
        return cancellation;
    }

    boolean isCancelled() {
        return cancellation.isCancelled();
    }

    private void stop() {
        Thread thread = new Thread(this::cancelUntilQuiet, "runbook-cancel-statement");
        thread.setDaemon(true);
        thread.start();
    }

    /** Again and again: a cancellation that arrives just before the statement does is lost. */
    private synchronized void cancelUntilQuiet() {
        try {
            while (executing && !closed) {
                connection.cancelStatement();
                wait(AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        registration.close();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }
}
