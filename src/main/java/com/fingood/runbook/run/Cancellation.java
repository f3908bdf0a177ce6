package com.fingood.runbook.run;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets somebody else stop a long action: the action registers how to stop what it is doing now (cancel the statement, end the
 * process), the worker calls {@link #cancel()} when a timer or a person took the task away. Safe for use by several threads.
 */
public final class Cancellation {

    /** Thrown inside the action once it was cancelled. */
    public static final class Cancelled extends RuntimeException {
        Cancelled() {
            super("the action was cancelled");
        }
    }

    /** Ends the registration. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    private final Deque<Runnable> stoppers = new ArrayDeque<>();
    private boolean cancelled;

    public static Cancellation none() {
        return new Cancellation();
    }

    /** Registers how to stop the work that starts now; runs it at once when already cancelled. */
    public Registration onCancel(Runnable stopper) {
        boolean already;
        synchronized (this) {
            already = cancelled;
            stoppers.push(stopper);
        }
        if (already) {
            stopper.run();
        }
        return () -> {
            synchronized (this) {
                stoppers.remove(stopper);
            }
        };
    }

    public void cancel() {
        Runnable[] all;
        synchronized (this) {
            cancelled = true;
            all = stoppers.toArray(Runnable[]::new);
        }
        for (Runnable stopper : all) {
            stopper.run();
        }
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new Cancelled();
        }
    }
}
