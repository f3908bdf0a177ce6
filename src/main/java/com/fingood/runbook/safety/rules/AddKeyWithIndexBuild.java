package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Constraint;
import com.fingood.runbook.safety.sql.Constraint.Kind;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;

/** A key that builds its own index does so under the strongest lock. */
final class AddKeyWithIndexBuild implements Rule {

    private static final RuleText TEXT = new RuleText(
            "LK3",
            Severity.HIGH,
            "Unique or primary key built under the strongest lock",
            "A UNIQUE or PRIMARY KEY constraint is added to an existing table without USING INDEX.",
            """
            The index is built while ACCESS EXCLUSIVE is held: neither reads nor writes until the whole table was read and sorted. A duplicate ends it in an error after all that time.""",
            """
            Build a unique index concurrently in a file of its own, then add the constraint `USING INDEX` in the next one: that takes milliseconds.
            A primary key needs its columns NOT NULL first, or it scans for that as well.""",
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
            statement.all(AlterTable.class).forEach(alter -> alter.actions()
                    .forEach(action -> check(statement, alter.table(), action, findings)));
        }
    }

    private static void check(Statement statement, Name table, TableAction action, Findings findings) {
        Constraints.addedBy(action)
                .filter(key -> key.kind() == Kind.UNIQUE || key.kind() == Kind.PRIMARY_KEY)
                .filter(key -> key.usingIndex() == null)
                .forEach(key -> report(statement, table, action, key, findings));
    }

    private static void report(Statement statement, Name table, TableAction action, Constraint key, Findings findings) {
        boolean primary = key.kind() == Kind.PRIMARY_KEY;
        String words = primary ? "PRIMARY KEY" : "UNIQUE";
        String name = Constraints.name(key, table);
        findings.at(statement, action.place())
                .table(table)
                .condition("A " + words + " constraint on " + table + " (" + String.join(", ", key.columns())
                        + ") is added and builds its index at once.")
                .workaround(
                        "-- in a file of its own, outside of a transaction",
                        "CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON " + table + " ("
                                + String.join(", ", key.columns()) + ");",
                        "-- in the next file",
                        "ALTER TABLE " + table + " ADD CONSTRAINT " + name + " " + words + " USING INDEX " + name + ";")
                .report();
    }
}
