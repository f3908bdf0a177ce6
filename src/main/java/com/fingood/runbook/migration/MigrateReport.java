package com.fingood.runbook.migration;

import java.util.List;

/**
 * One attempt to migrate.
 *
 * @param version the asked version
 * @param outcome how it ended, as far as it is proven
 * @param statements those that came to their end, in order
 * @param millis of the whole attempt
 * @param baseline version of the baseline row that was written first, or null
 * @param failure why it did not succeed, or null
 * @param left what a failure left behind, in words (changed objects, invalid indexes, a failed row); empty when nothing was found
 * @param tries what each try came to that did not get its locks, in words; empty when the first one did
 */
public record MigrateReport(
        String version,
        ScriptOutcome outcome,
        List<StatementReport> statements,
        long millis,
        String baseline,
        ScriptFailure failure,
        List<String> left,
        List<String> tries) {

    public MigrateReport {
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
    public MigrateReport orRefuse() {
        ScriptRefusal.unlessApplied("Migrating to " + version, outcome, failure, left, tries);
        return this;
    }
}
