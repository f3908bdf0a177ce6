package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction.AlterType;

import java.util.Locale;

/** Whether a type change rewrites depends on what a script does not say: the old type. */
final class ColumnTypeChanged implements Rule {

    private static final RuleText TEXT = new RuleText(
            "RW3",
            Severity.CRITICAL,
            "Type of a column changed",
            "The type of a column of an existing table is changed.",
            """
            Unless the old and the new type are stored alike, every row is converted and written again under ACCESS EXCLUSIVE, and every index on the
            column is built anew; a value that does not fit ends it in an error.""",
            """
            Add a column of the new type, keep both in step by a trigger or by the application, fill it in batches, switch over, drop the old one in
            a later release.""",
            "ACCESS EXCLUSIVE",
            """
            The rehearsal compares the table's file before and after: a changed file is a rewrite, whatever a text says, and it measures time and WAL.
            Where it disagrees, it is right.
            A text does not say the old type, so this rule always asks for the measurement. Measured on PostgreSQL 15: varchar(20) to varchar(50) or text,
            numeric(10,2) to numeric(12,2) or numeric: no rewrite. numeric(10,2) to numeric(12,4), varchar(20) to varchar(10): rewrite. timestamp to timestamptz:
            no rewrite with TimeZone UTC, a rewrite with any other, so rehearse with the settings of production. Waive it when the rehearsal shows no rewrite.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement.all(AlterTable.class).forEach(alter -> alter.all(AlterType.class)
                    .forEach(change -> report(statement, alter.table(), change, findings)));
        }
    }

    private static void report(Statement statement, Name table, AlterType change, Findings findings) {
        String column = change.column();
        String added = '"' + Name.folded(column).replace("\"", "\"\"") + "_new\"";
        String value = change.using() == null ? "CAST(" + column + " AS " + change.type() + ")" : change.using();
        findings.at(statement, change.place())
                .table(table)
                .condition("The column " + column + " of " + table + " becomes " + change.type() + ". "
                        + judgement(change))
                .workaround(
                        "ALTER TABLE " + table + " ADD COLUMN " + added + " " + change.type() + ";",
                        "-- keep both in step for new rows; in later files, in batches by key",
                        "UPDATE " + table + " SET " + added + " = " + value + " WHERE " + added + " IS NULL AND ...;",
                        "-- when nobody reads " + column + " any more, in a later release",
                        "ALTER TABLE " + table + " DROP COLUMN " + column + ";")
                .report();
    }

    private static String judgement(AlterType change) {
        String type = change.type().toLowerCase(Locale.ROOT).replace(" ", "");
        boolean maybeCheap = change.using() == null
                && type.matches(
                        "text|varchar(\\(\\d+\\))?|charactervarying(\\(\\d+\\))?|(numeric|decimal)(\\(.*\\))?|timestamptz.*|timestamp.*");
        return maybeCheap
                ? "From some old types this is no rewrite; what the rehearsal measures decides."
                : "The rehearsal measures whether the table is written anew.";
    }
}
