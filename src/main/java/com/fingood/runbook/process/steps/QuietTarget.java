package com.fingood.runbook.process.steps;

import com.fingood.runbook.migration.CrashDecision;
import com.fingood.runbook.migration.UnseenRows;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.ProveQuiet;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Optional;

/** Prove quiet: end this run's sessions on the target, take its advisory lock, then decide by fingerprint where it stands. */
@Component
public class QuietTarget {

    private static final String MIGRATE_STEP = "serviceTask_migrate";

    private final RunContent content;
    private final RunFacts facts;
    private final Actions actions;

    QuietTarget(RunContent content, RunFacts facts, Actions actions) {
        this.content = content;
        this.facts = facts;
        this.actions = actions;
    }

    /** Where the target stands, with nobody of this run at work on it. */
    public CrashDecision prove(Run run, Cancellation cancellation) {
        ProveQuiet.on(content.target(run), run.id().value(), cancellation);
        Optional<Fingerprint> before = facts.stateBefore(run.id());
        if (before.isEmpty() || actions.last(run.id(), MIGRATE_STEP).isEmpty()) {
            return new CrashDecision(CrashDecision.State.BEFORE, "The migration was never started.", List.of());
        }
        Fingerprint expected = facts.rehearsal(run.id())
                .map(report -> report.expectedAfter(before.get()))
                .orElse(null);
        return unlessRowsAreUnseen(
                run, CrashDecision.decide(content.target(run), run.version(), before.get(), expected, cancellation));
    }

    /** An attempt outside a transaction may have changed rows that neither schema nor history shows: done twice would be wrong. */
    private CrashDecision unlessRowsAreUnseen(Run run, CrashDecision found) {
        if (found.state() != CrashDecision.State.BEFORE || !UnseenRows.possible(content.change(run))) {
            return found;
        }
        return new CrashDecision(
                CrashDecision.State.UNKNOWN,
                "Schema and history are as before, but the script runs outside a transaction and changes rows, which"
                        + " neither of them shows: an attempt may have changed some. Compare the rows by hand, then roll back.",
                found.differences());
    }
}
