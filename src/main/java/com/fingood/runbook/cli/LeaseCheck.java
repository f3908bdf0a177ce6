package com.fingood.runbook.cli;

import com.fingood.runbook.run.OwnDatabase;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Leases;

import java.time.Clock;

/** A command keeps off a target that another run holds. */
final class LeaseCheck {

    private LeaseCheck() {}

    /** @throws Refusal REFUSED {@code lease-held}; UNREACHABLE when that can't be told: unknown is not free */
    static void refuseWhenHeld(Invocation invocation, Intention intention) {
        OwnDatabase engine;
        try {
            engine = invocation.configuration().openEngine();
        } catch (Refusal e) {
            if (e.code().equals(EngineAtHand.NEVER_RAN)) {
                return;
            }
            throw e;
        }
        try (engine) {
            refuseWhenHeld(engine, invocation.surroundings().clock(), intention, null);
        }
    }

    /**
     * An expired lease counts as held too: its run was interrupted, and nobody knows yet how far it came.
     *
     * @param own the run that may hold it, or null
     */
    static void refuseWhenHeld(OwnDatabase engine, Clock clock, Intention intention, RunId own) {
        String target = intention.target().name();
        new Leases(engine.dataSource(), clock)
                .holder(target)
                .filter(lease -> own == null || !lease.run().equals(own.value()))
                .ifPresent(lease -> {
                    throw Refusal.refused(
                            "lease-held",
                            "Nothing was done ('" + intention + "'): " + lease.run() + " holds " + target
                                    + ". Wait for its end, or cancel it in Tasklist.");
                });
    }
}
