package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Constraint;
import com.fingood.runbook.safety.sql.Constraint.Kind;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;

/** There is no gentle way to an exclusion constraint. */
final class AddExclusion implements Rule {

    private static final RuleText TEXT = new RuleText(
            "LK9",
            Severity.CRITICAL,
            "Exclusion constraint added to a live table",
            "An EXCLUDE constraint is added to an existing table.",
            """
            Its index is built while ACCESS EXCLUSIVE is held, and there is neither NOT VALID nor USING INDEX for it.""",
            """
            Ask for a maintenance window; or create a new table with the constraint, copy the rows in batches and switch over in a later release.""",
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
                    .forEach(action -> Constraints.addedBy(action)
                            .filter(exclusion -> exclusion.kind() == Kind.EXCLUDE)
                            .forEach(exclusion -> report(statement, alter.table(), action, exclusion, findings))));
        }
    }

    private static void report(
            Statement statement, Name table, TableAction action, Constraint exclusion, Findings findings) {
        String copy = table.sibling(table.with("new")).toString();
        findings.at(statement, action.place())
                .table(table)
                .condition("An exclusion constraint is added to " + table + ", which is in use.")
                .workaround(
                        "-- in a maintenance window as it is; else a new table, filled in batches, switched over by a later release",
                        "CREATE TABLE " + copy + " (LIKE " + table + " INCLUDING ALL);",
                        "ALTER TABLE " + copy + " ADD CONSTRAINT " + Constraints.name(exclusion, table) + " "
                                + exclusion.definition() + ";")
                .report();
    }
}
