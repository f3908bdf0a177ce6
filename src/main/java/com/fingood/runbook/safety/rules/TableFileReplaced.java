package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Command.Cluster;
import com.fingood.runbook.safety.sql.Command.Vacuum;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction.SetExpression;

/** Commands that write a table anew by their nature. */
final class TableFileReplaced implements Rule {

    private static final RuleText TEXT = new RuleText(
            "RW1",
            Severity.CRITICAL,
            "Table written anew",
            """
            A command that copies the whole table into a new file: VACUUM FULL, CLUSTER, or a new expression for a stored column.""",
            """
            Every row and every index is written again under ACCESS EXCLUSIVE, with as much WAL; replicas lag, and the disk must hold the table twice.""",
            """
            Add a new column or table, fill it in batches in later files, and switch over in a later release.""",
            "ACCESS EXCLUSIVE",
            """
            The rehearsal compares the table's file before and after: a changed file is a rewrite, whatever a text says, and it measures time and WAL.
            Where it disagrees, it is right.
            It finds many more rewrites than these three: inside of DO blocks and functions, and type changes that only the old type decides.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement
                    .all(Vacuum.class)
                    .filter(Vacuum::full)
                    .forEach(vacuum -> report(statement, statement.place(), first(vacuum), "VACUUM FULL", findings));
            statement
                    .all(Cluster.class)
                    .forEach(cluster -> report(statement, statement.place(), cluster.name(), "CLUSTER", findings));
            statement.all(AlterTable.class).forEach(alter -> alter.all(SetExpression.class)
                    .forEach(set -> report(
                            statement, set.place(), alter.table(), "SET EXPRESSION of " + set.column(), findings)));
        }
    }

    private static Name first(Vacuum vacuum) {
        return vacuum.names().isEmpty() ? null : vacuum.names().get(0);
    }

    private static void report(Statement statement, Place place, Name table, String what, Findings findings) {
        findings.at(statement, place)
                .table(table)
                .condition(what + " writes " + (table == null ? "every table" : table) + " anew.")
                .workaround(
                        "-- leave it out; to have dead space used again without a rewrite:",
                        "VACUUM (ANALYZE)" + (table == null ? "" : " " + table) + ";")
                .report();
    }
}
