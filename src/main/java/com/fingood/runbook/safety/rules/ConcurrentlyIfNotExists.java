package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.CreateIndex;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;

/** A failed concurrent build leaves its name behind. */
final class ConcurrentlyIfNotExists implements Rule {

    private static final RuleText TEXT = new RuleText(
            "TX3",
            Severity.HIGH,
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS",
            "An index is built concurrently, and only if its name is not taken.",
            """
            A build that failed leaves an INVALID index of that name: it is never read, every write maintains it, and a UNIQUE one proves nothing. IF NOT
            EXISTS takes it for the index and reports success.""",
            """
            Leave IF NOT EXISTS out, so that a leftover is an error. Drop the leftover concurrently in a file of its own and build again.""",
            null,
            """
            The rehearsal's schema comparison names an index that is there and not valid. On the target only a look at `pg_index.indisvalid` tells.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement
                    .all(CreateIndex.class)
                    .filter(index -> index.concurrently() && index.ifNotExists())
                    .forEach(index -> report(statement, index, findings));
        }
    }

    private static void report(Statement statement, CreateIndex index, Findings findings) {
        Name name = index.name() == null ? Name.of("?") : index.name();
        findings.at(statement)
                .table(index.table())
                .condition("The index " + name + " on " + index.table()
                        + " is built concurrently, unless something of that name is there, be it valid or not.")
                .workaround(
                        "-- a file before, which removes what a failed build left",
                        "DROP INDEX CONCURRENTLY IF EXISTS "
                                + index.table()
                                        .sibling(name.parts().get(name.parts().size() - 1)) + ";",
                        "-- this file",
                        "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX CONCURRENTLY " + name + " ON "
                                + index.table() + " USING " + index.method() + " " + index.definition() + ";")
                .report();
    }
}
