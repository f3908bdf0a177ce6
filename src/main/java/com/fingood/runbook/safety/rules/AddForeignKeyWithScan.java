package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Constraint;
import com.fingood.runbook.safety.sql.Constraint.Kind;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;

/** A foreign key that is validated at once stops writes on two tables. */
final class AddForeignKeyWithScan implements Rule {

    private static final RuleText TEXT = new RuleText(
            "LK5",
            Severity.HIGH,
            "Foreign key added with a scan",
            "A foreign key is added to an existing table without NOT VALID.",
            """
            Writes stop on both tables, the referencing and the referenced one, until every row has been looked up.""",
            """
            Add it NOT VALID: new rows are guarded at once, and both locks last milliseconds. Validate it in another file. A new column gets its key the
            same way, after the column.""",
            "SHARE ROW EXCLUSIVE",
            """
            The rehearsal runs the statement on a clone and reads the locks that it holds and how long. Where it disagrees, it is right: this rule
            does not know how large the table is.
            A new column without a default has no rows to look up; then only the two locks are left, and the rehearsal shows how short they are.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement.all(AlterTable.class).forEach(alter -> alter.actions()
                    .forEach(action -> Constraints.addedBy(action)
                            .filter(key -> key.kind() == Kind.FOREIGN_KEY && !key.notValid())
                            .forEach(key -> report(statement, alter.table(), action, key, findings))));
        }
    }

    private static void report(Statement statement, Name table, TableAction action, Constraint key, Findings findings) {
        findings.at(statement, action.place())
                .table(table)
                .condition("The foreign key " + Constraints.name(key, table) + " from " + table + " to "
                        + key.references() + " is added without NOT VALID.")
                .effect("Writes stop on " + table + " and on " + key.references() + " until every row of " + table
                        + " has been looked up.")
                .workaround(Constraints.inTwoSteps(key, table))
                .report();
    }
}
