package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.Delete;
import com.fingood.runbook.safety.sql.Command.Update;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Statement;

import java.util.Locale;
import java.util.Set;

/** A change of every row is slow, long and final. */
final class EveryRowChanged implements Rule {

    private static final RuleText TEXT = new RuleText(
            "DL2",
            Severity.HIGH,
            "Every row updated or deleted",
            "UPDATE or DELETE without a condition, or with one that is always true.",
            """
            Every row stays locked until the migration commits, dead rows and WAL pile up, and the old values can only come back from a backup.""",
            """
            Save the old values in a table of the migration, which also gives the undo its data. Then change the rows in batches by key, each batch in
            a transaction of its own.""",
            "ROW EXCLUSIVE",
            """
            The rehearsal counts the rows that each statement touches; a condition that selects nearly all of them is found there, not here.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final Set<String> ALWAYS =
            Set.of("true", "1 = 1", "1=1", "'1' = '1'", "(true)", "(1 = 1)", "not false", "1 <> 2", "1 < 2");

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement
                    .all(Update.class)
                    .filter(update -> isAlwaysTrue(update.condition()) && !script.isNew(update.table(), statement))
                    .forEach(update -> report(statement, update.place(), update.table(), "updated", findings));
            statement
                    .all(Delete.class)
                    .filter(delete -> isAlwaysTrue(delete.condition()) && !script.isNew(delete.table(), statement))
                    .forEach(delete -> report(statement, delete.place(), delete.table(), "deleted", findings));
        }
    }

    private static boolean isAlwaysTrue(String condition) {
        return condition.isEmpty() || ALWAYS.contains(condition.toLowerCase(Locale.ROOT));
    }

    private static void report(Statement statement, Place place, Name table, String what, Findings findings) {
        Name saved = table.sibling(table.with("before"));
        String batch = what.equals("updated") ? "UPDATE " + table + " SET ..." : "DELETE FROM " + table;
        findings.at(statement, place)
                .table(table)
                .condition("Every row of " + table + " is " + what + ": there is no condition, or it is always true.")
                .workaround(
                        "CREATE TABLE " + saved + " AS SELECT * FROM " + table + ";",
                        "-- in files of their own, batch by batch",
                        batch + " WHERE <key> BETWEEN 1 AND 10000;")
                .report();
    }
}
