package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.DropIndex;
import com.fingood.runbook.safety.sql.Command.Reindex;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;

/** A plain DROP INDEX or REINDEX takes the table away. */
final class DropIndexNotConcurrently implements Rule {

    private static final RuleText TEXT = new RuleText(
            "LK2",
            Severity.HIGH,
            "Index dropped or rebuilt under a strong lock",
            "An index is dropped or rebuilt without CONCURRENTLY.",
            """
            DROP INDEX takes ACCESS EXCLUSIVE on the table: it waits for every running query, and every new one waits for it. REINDEX stops writes for
            the whole build, and reads that would use the index.""",
            """
            Use `DROP INDEX CONCURRENTLY`, one index per statement, alone in a file, or `REINDEX ... CONCURRENTLY`.""",
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
                    .all(DropIndex.class)
                    .filter(drop -> !drop.concurrently())
                    .forEach(drop -> dropped(drop, statement, script, findings));
            statement
                    .all(Reindex.class)
                    .filter(rebuild -> !rebuild.concurrently())
                    .forEach(rebuild -> rebuilt(rebuild, statement, findings));
        }
    }

    private static void dropped(DropIndex drop, Statement statement, ScriptContext script, Findings findings) {
        for (Name index : drop.names()) {
            findings.at(statement)
                    .table(script.tableOfIndex(index).orElse(null))
                    .condition("The index " + index + " is dropped without CONCURRENTLY.")
                    .workaround(
                            "-- alone in a file, outside of a transaction", "DROP INDEX CONCURRENTLY " + index + ";")
                    .report();
        }
    }

    private static void rebuilt(Reindex rebuild, Statement statement, Findings findings) {
        boolean system = rebuild.kind().equals("SYSTEM");
        String what = rebuild.kind() + " " + rebuild.name();
        findings.at(statement)
                .table(rebuild.kind().equals("TABLE") ? rebuild.name() : null)
                .condition("REINDEX " + what + " runs without CONCURRENTLY.")
                .lock(rebuild.kind().equals("INDEX") ? "ACCESS EXCLUSIVE" : "SHARE")
                .workaround(
                        "-- alone in a file, outside of a transaction",
                        system
                                ? "-- system catalogues can't be rebuilt concurrently: ask for a maintenance window"
                                : "REINDEX " + rebuild.kind() + " CONCURRENTLY " + rebuild.name() + ";")
                .report();
    }
}
