package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.Cluster;
import com.fingood.runbook.safety.sql.Command.LockTable;
import com.fingood.runbook.safety.sql.Command.Vacuum;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;

import java.util.List;
import java.util.Set;

/** Nothing in a migration needs a whole table for itself. */
final class ExplicitTableLock implements Rule {

    private static final RuleText TEXT = new RuleText(
            "LK12",
            Severity.CRITICAL,
            "Table locked or rewritten as a whole",
            "LOCK TABLE in a mode that stops others, VACUUM FULL or CLUSTER.",
            """
            Nobody reads or writes the table until the migration ends; VACUUM FULL and CLUSTER copy it row by row during that time.""",
            """
            Leave it out. DDL takes the locks that it needs. A bloated table is repacked by the database team with an online tool, outside of
            migrations; rows that must not change in between are locked with SELECT ... FOR UPDATE.""",
            "ACCESS EXCLUSIVE",
            """
            The rehearsal runs the statement on a clone and reads the locks that it holds and how long. Where it disagrees, it is right: this rule
            does not know how large the table is.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    private static final Set<String> HARMLESS = Set.of("ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE");

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement
                    .all(LockTable.class)
                    .filter(lock -> !HARMLESS.contains(lock.mode()))
                    .forEach(lock -> lock.names().forEach(table -> locked(statement, table, lock.mode(), findings)));
            statement
                    .all(Vacuum.class)
                    .filter(Vacuum::full)
                    .forEach(vacuum -> copied(statement, "VACUUM FULL", vacuum.tables(), findings));
            statement.all(Cluster.class).forEach(cluster -> copied(statement, "CLUSTER", cluster.tables(), findings));
        }
    }

    private static void locked(Statement statement, Name table, String mode, Findings findings) {
        findings.at(statement)
                .table(table)
                .lock(mode)
                .condition("LOCK TABLE takes " + table + " in " + mode + " mode.")
                .effect("Others wait for " + table + " until the migration commits.")
                .workaround(
                        "-- leave it out; to keep single rows from changing in between:",
                        "SELECT 1 FROM " + table + " WHERE ... FOR UPDATE;")
                .report();
    }

    private static void copied(Statement statement, String what, List<Name> tables, Findings findings) {
        String names = tables.isEmpty() ? "every table" : tables.get(0).toString();
        findings.at(statement)
                .table(tables.isEmpty() ? null : tables.get(0))
                .condition(what + " copies " + names + " under ACCESS EXCLUSIVE.")
                .workaround(
                        "-- leave it out; to give space back to the table's own use:",
                        "VACUUM (ANALYZE)" + (tables.isEmpty() ? "" : " " + names) + ";")
                .report();
    }
}
