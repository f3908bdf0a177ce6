package com.fingood.runbook.migration;

import java.util.List;

/**
 * One attempt to take a version back.
 *
 * @param version the asked version
 * @param outcome APPLIED = the undo script ran, the version's row is gone and the journal has its entry
 * @param atomic true when script, history and journal were one transaction; false on H2 and for scripts outside a transaction, where a
 *     failure can leave a part
 * @param statements those that came to their end, in order
 * @param millis of the whole attempt
 * @param schemaBefore digest of the schema fingerprint without bookkeeping
 * @param schemaAfter the same afterwards; null when it did not succeed
 * @param failure why it did not succeed, or null
 * @param left what a failure left behind, in words
 * @param tries what each try came to that did not get its locks, in words; empty when the first one did
 */
public record UndoReport(
        String version,
        ScriptOutcome outcome,
        boolean atomic,
        List<StatementReport> statements,
        long millis,
        String schemaBefore,
        String schemaAfter,
        ScriptFailure failure,
        List<String> left,
        List<String> tries) {

    public UndoReport {
        statements = List.copyOf(statements);
        left = List.copyOf(left);
        tries = List.copyOf(tries);
    }

    public boolean succeeded() {
        return outcome == ScriptOutcome.APPLIED;
    }

    public boolean cancelled() {
        return failure != null && failure.isCancelled();
    }

    /** This, when it succeeded; otherwise the refusal that says why: FAILED when nothing is left, else OUTCOME_UNKNOWN. */
    public UndoReport orRefuse() {
        ScriptRefusal.unlessApplied("Undoing " + version, outcome, failure, left, tries);
        return this;
    }
}
