package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.CreateIndex;
import com.fingood.runbook.safety.sql.Statement;

/** A plain index build stops all writes. */
final class CreateIndexNotConcurrently implements Rule {

    private static final RuleText TEXT = new RuleText(
            "LK1",
            Severity.HIGH,
            "Index built while writes are stopped",
            "An index is created on an existing table without CONCURRENTLY.",
            """
            The build reads the whole table under a SHARE lock. Until it ends nobody can insert, update or delete; bookings queue up behind it.""",
            """
            Build it with `CREATE INDEX CONCURRENTLY`, alone in a file: it can't run inside a transaction. A build that fails leaves an invalid index
            behind; drop that before the next try. For a partitioned table create the index `ON ONLY` the parent, build one concurrently on each
            partition, then attach them.""",
            "SHARE",
            """
            The rehearsal runs the statement on a clone and reads the locks that it holds and how long. Where it disagrees, it is right: this rule
            does not know how large the table is.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        script.statements().forEach(statement -> statement
                .all(CreateIndex.class)
                .filter(index -> !index.concurrently() && !index.parentOnly())
                .forEach(index -> report(statement, index, findings)));
    }

    private static void report(Statement statement, CreateIndex index, Findings findings) {
        findings.at(statement)
                .table(index.table())
                .condition("The index " + name(index) + " on " + index.table() + " is created without CONCURRENTLY.")
                .workaround(
                        "-- alone in a file, outside of a transaction",
                        "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX CONCURRENTLY " + name(index) + " ON "
                                + index.table() + using(index) + index.definition() + ";")
                .report();
    }

    private static String using(CreateIndex index) {
        return index.method().equalsIgnoreCase("btree") ? " " : " USING " + index.method() + " ";
    }

    private static String name(CreateIndex index) {
        return index.name() == null ? index.table().with("ix") : index.name().toString();
    }
}
