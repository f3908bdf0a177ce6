package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.steps.StepLog;
import com.fingood.runbook.process.steps.Subjects;
import com.fingood.runbook.process.workers.LongAction.Context;
import com.fingood.runbook.process.workers.LongAction.Result;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Intent;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.Map;

/** Runs one action between its intent and its result, and tells the engine how it ended. */
@Component
class ActionRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ActionRunner.class);
    private static final int READ_ATTEMPTS = 3;

    private final Subjects subjects;
    private final Actions actions;
    private final StepLog log;

    ActionRunner(Subjects subjects, Actions actions, StepLog log) {
        this.subjects = subjects;
        this.actions = actions;
        this.log = log;
    }

    /** Never throws: whatever happens is reported or, when the task was taken away, left to whoever took it. */
    void run(LongAction action, RunningAction running) {
        try {
            Run run = running.insist(() -> subjects.of(running.task().getBusinessKey()));
            perform(action, running, run, running.insist(() -> actions.begin(run.id(), running.step())));
        } catch (RuntimeException e) {
            LOG.error("Step {} could not be reported", running.task().getActivityId(), e);
            running.failed("The step could not be reported: " + e.getClass().getSimpleName(), 0);
        }
    }

    private void perform(LongAction action, RunningAction running, Run run, Intent intent) {
        Context context = new Context(
                run,
                intent.step(),
                intent.unfinished().isPresent(),
                running.cancellation(),
                actions.progressOf(intent));
        try {
            requireOpen(run);
            Result result = action.perform(context);
            running.insist(() -> log.done(run, intent, result.observed()));
            running.complete(result.variables());
        } catch (RuntimeException failure) {
            if (failure instanceof Cancellation.Cancelled
                    || running.cancellation().isCancelled()
                    || running.wasTakenAway()) {
                cancelled(running, run, intent);
            } else if (failure instanceof Refusal refusal) {
                refused(action, running, run, intent, refusal);
            } else {
                unexpected(action, running, run, intent, failure);
            }
        }
    }

    /** What is left of a run that was closed from outside changes nothing any more. */
    private static void requireOpen(Run run) {
        if (!run.isOpen()) {
            throw Refusal.refused(
                    "run-closed",
                    "Run " + run.id()
                            + " is closed, so nothing more is done for it. Delete what is left of it, or start"
                            + " a new run.");
        }
    }

    private void cancelled(RunningAction running, Run run, Intent intent) {
        // A server that stops leaves the intent open: the next start must look at the target, as after a crash.
        if (!running.isAbandoned()) {
            running.insist(() -> log.cancelled(run, intent));
        }
    }

    private void refused(LongAction action, RunningAction running, Run run, Intent intent, Refusal refusal) {
        running.insist(() -> log.failed(run, intent, refusal));
        if (action.errorCode() == null) {
            running.failed(refusal.getMessage(), 0);
        } else {
            running.bpmnError(
                    action.errorCode(),
                    refusal.code(),
                    Map.of(Variables.RUN, run.id().value()));
        }
    }

    private void unexpected(
            LongAction action, RunningAction running, Run run, Intent intent, RuntimeException failure) {
        running.insist(() -> log.unexpected(run, intent, failure));
        Integer left = running.task().getRetries();
        int next = action.changesTarget() ? 0 : (left == null ? READ_ATTEMPTS : left) - 1;
        running.failed(
                "The step failed unexpectedly (" + failure.getClass().getSimpleName()
                        + "); the server's log has the details.",
                next);
    }
}
