package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.RefreshView;
import com.fingood.runbook.safety.sql.Statement;

/** A plain refresh takes the view away while it runs. */
final class RefreshViewNotConcurrently implements Rule {

    private static final RuleText TEXT = new RuleText(
            "LK13",
            Severity.MEDIUM,
            "Materialised view refreshed while nobody can read it",
            "REFRESH MATERIALIZED VIEW without CONCURRENTLY.",
            "Every reader of the view waits until its query has run and its data was written anew.",
            "Give the view a unique index over plain columns once, then refresh it with CONCURRENTLY.",
            "ACCESS EXCLUSIVE",
            """
            The rehearsal runs the statement on a clone and reads the locks that it holds and how long. Where it disagrees, it is right: this rule
            does not know how large the table is.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement
                    .all(RefreshView.class)
                    .filter(refresh -> !refresh.concurrently())
                    .forEach(refresh -> report(statement, refresh, findings));
        }
    }

    private static void report(Statement statement, RefreshView refresh, Findings findings) {
        findings.at(statement)
                .table(refresh.name())
                .condition("The materialised view " + refresh.name() + " is refreshed without CONCURRENTLY.")
                .effect("Every reader of " + refresh.name() + " waits until the refresh ends.")
                .workaround(
                        "-- needs a unique index over columns of " + refresh.name(),
                        "REFRESH MATERIALIZED VIEW CONCURRENTLY " + refresh.name() + ";")
                .report();
    }
}
