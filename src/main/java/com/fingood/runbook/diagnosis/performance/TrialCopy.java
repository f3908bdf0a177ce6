package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.target.Target;

/**
 * A copy of a target where an index may be tried; gone when closed.
 *
 * @param target how it is reached
 * @param words what it is a copy of
 */
public record TrialCopy(Target target, String words, Runnable drop) implements AutoCloseable {

    /** Makes one when it is needed; a copy of a large database takes its time. */
    @FunctionalInterface
    public interface Source {
        /** @throws com.fingood.runbook.run.Refusal when there is none, with the reason why nothing can be proven */
        TrialCopy open();
    }

    @Override
    public void close() {
        drop.run();
    }
}
