package com.fingood.runbook.cli;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** Does what a permission allows, and leaves its traces before and after: the journal, the run's own step, the ledger. */
final class Deed {

    private final Invocation invocation;
    private final Traces traces;
    private final Permission permission;
    private final Deque<Traces.Trace> begun = new ArrayDeque<>();

    Deed(Invocation invocation, Intention intention, Permission permission) {
        this.invocation = invocation;
        this.permission = permission;
        this.traces = new Traces(invocation, intention, permission);
    }

    /** @param work throws a Refusal for whatever did not succeed */
    <T> T perform(Function<Scope, T> work) {
        String outcome = "error";
        // First of all, and before the engine's database is even looked for: it may be what is broken.
        begun.push(traces.journal());
        try (EngineAtHand engine = EngineAtHand.of(invocation);
                CtrlC ctrlC = CtrlC.watch()) {
            try {
                begun.push(traces.step(engine));
                begun.push(traces.events(engine));
                T result = work.apply(scope(engine, ctrlC));
                outcome = "done";
                return result;
            } catch (Cancellation.Cancelled e) {
                outcome = "cancelled";
                throw e;
            } catch (Refusal e) {
                outcome = outcomeOf(e);
                throw e;
            } finally {
                end(outcome);
            }
        } finally {
            end(outcome);
        }
    }

    private Scope scope(EngineAtHand engine, CtrlC ctrlC) {
        return new Scope(
                permission.run(),
                invocation.surroundings().actor(),
                ctrlC.cancellation(),
                new Steps(invocation.answers()),
                engine.events(),
                engine.dataSource());
    }

    /** A trace that can't be ended must not hide what happened to the target. */
    private void end(String outcome) {
        while (!begun.isEmpty()) {
            try {
                begun.pop().ended(outcome);
            } catch (RuntimeException e) {
                invocation.answers().say("Not recorded that the command ended (" + outcome + "): " + e.getMessage());
            }
        }
    }

    private static String outcomeOf(Refusal e) {
        return switch (e.kind()) {
            case OUTCOME_UNKNOWN -> "outcome unknown";
            case FAILED -> "failed: " + e.code();
            default -> "refused: " + e.code();
        };
    }
}
