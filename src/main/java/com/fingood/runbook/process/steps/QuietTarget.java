package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.migration.CrashDecision;
import com.fingood.runbook.migration.UnseenRows;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.ProveQuiet;
import com.fingood.runbook.target.Target;
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
        return prove(run, actions.list(run.id(), MIGRATE_STEP).size(), cancellation);
    }

    /** The same, asked by an attempt to migrate that has noted its own beginning and done nothing yet. */
    public CrashDecision proveBeforeAttempt(Run run, Cancellation cancellation) {
        return prove(run, actions.list(run.id(), MIGRATE_STEP).size() - 1, cancellation);
    }

    private CrashDecision prove(Run run, int attempts, Cancellation cancellation) {
        Target target = content.target(run);
        ProveQuiet.on(target, run.id().value(), cancellation);
        Optional<Fingerprint> before = facts.stateBefore(run.id());
        if (before.isEmpty() || attempts < 1) {
            return new CrashDecision(CrashDecision.State.BEFORE, "The migration was never started.", List.of());
        }
        Fingerprint expected = facts.rehearsal(run.id())
                .map(report -> report.expectedAfter(before.get()))
                .orElse(null);
        CrashDecision found = CrashDecision.decide(target, run.version(), before.get(), expected, cancellation);
        return rowsAreUnseen(found, target, content.change(run)) ? unknown(found) : found;
    }

    /** An attempt in pieces may have changed rows that neither schema nor history shows: done twice, or half, would be wrong. */
    private static boolean rowsAreUnseen(CrashDecision found, Target target, Change change) {
        return switch (found.state()) {
            case BEFORE -> UnseenRows.possible(change);
            case AFTER_WITHOUT_HISTORY -> UnseenRows.mayBeMissing(target, change);
            default -> false;
        };
    }

    private static CrashDecision unknown(CrashDecision found) {
        return new CrashDecision(
                CrashDecision.State.UNKNOWN,
                found.reason() + " But the script changes rows too, not in one transaction with its history row, and an"
                        + " attempt was made: which of the rows are changed, nobody can see. Compare them by hand, then roll"
                        + " back.",
                found.differences());
    }
}
