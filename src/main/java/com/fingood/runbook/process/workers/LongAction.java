package com.fingood.runbook.process.workers;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.SessionTag;

import java.util.Map;

/** One action of a model that takes longer than a job may: backup, restore, rehearsal, migrate, undo, validation. */
public interface LongAction {

    /**
     * What an action is told.
     *
     * @param run the run as it stood when the action began
     * @param step element id in the model
     * @param afterCrash an earlier attempt of this step began and never reported: look at the target before acting
     * @param cancellation how the worker stops the action when the task is taken away
     */
    record Context(Run run, String step, boolean afterCrash, Cancellation cancellation, Progress progress) {

        /** The tag of every session that this action opens on a target. */
        public SessionTag tag(String action) {
            return new SessionTag(run.id().value(), action);
        }
    }

    /** Topic of the external task = name of the bean = name in the model. */
    String topic();

    /**
     * The BPMN error that the model catches when the action fails for a foreseen reason; null = the step is stuck and a person
     * decides.
     */
    default String errorCode() {
        return null;
    }

    /** Whether the same attempt may simply be made again after a technical failure: never for what changes a target. */
    default boolean changesTarget() {
        return false;
    }

    /**
     * @param observed what was observed, in words for the run board and the ledger
     * @param variables process variables for routing; facts belong into our tables
     */
    record Result(String observed, Map<String, Object> variables) {

        public static Result of(String observed) {
            return new Result(observed, Map.of());
        }
    }

    /** @throws com.fingood.runbook.run.Refusal when it fails for a foreseen reason */
    Result perform(Context context);
}
