package com.fingood.runbook.process.steps;

import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Intent;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps what happened in a step: intent before, result after, an event for the ledger, and the words of a failure. */
@Component
public class StepLog {

    private static final Logger LOG = LoggerFactory.getLogger(StepLog.class);

    private final Actions actions;
    private final Facts facts;
    private final RunEvents events;
    private final Clock clock;

    StepLog(Actions actions, Facts facts, RunEvents events, Clock clock) {
        this.actions = actions;
        this.facts = facts;
        this.events = events;
        this.clock = clock;
    }

    /** @param work returns what was observed, in words */
    public void within(Run run, String step, Supplier<String> work) {
        Intent intent = actions.begin(run.id(), step);
        try {
            done(run, intent, work.get());
        } catch (Refusal refusal) {
            failed(run, intent, refusal);
            throw refusal;
        }
    }

    public void done(Run run, Intent intent, String observed) {
        ended(run, intent, "done", observed);
    }

    public void cancelled(Run run, Intent intent) {
        ended(run, intent, "cancelled", "The task was taken away; the work was stopped.");
    }

    public void failed(Run run, Intent intent, Refusal refusal) {
        LOG.info("Run {}, {}: {}", run.id(), intent.step(), refusal.getMessage());
        facts.put(
                run.id(),
                Failure.FACT,
                new Failure(intent.step(), refusal.code(), refusal.getMessage(), clock.instant()));
        ended(run, intent, "failed", refusal.getMessage());
    }

    /** An error that nobody foresaw: its words go to the server's log only. */
    public void unexpected(Run run, Intent intent, RuntimeException e) {
        LOG.error("Run {}, {} failed unexpectedly", run.id(), intent.step(), e);
        ended(run, intent, "error", e.getClass().getSimpleName());
    }

    private void ended(Run run, Intent intent, String outcome, String observed) {
        actions.finish(intent, outcome, Observation.json(observed));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("step", intent.step());
        details.put("attempt", intent.attempt());
        details.put("outcome", outcome);
        if (observed != null) {
            details.put("observed", observed);
        }
        events.publish(new RunEvent("StepEnded", run.id().value(), run.target(), "runbook", clock.instant(), details));
    }
}
