package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Constraint;
import com.fingood.runbook.safety.sql.Constraint.Kind;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;

/** A check that is validated at once scans under the strongest lock. */
final class AddCheckWithScan implements Rule {

    private static final RuleText TEXT = new RuleText(
            "LK4",
            Severity.HIGH,
            "Check constraint added with a scan",
            "A CHECK constraint is added to an existing table without NOT VALID.",
            """
            Every row is read while ACCESS EXCLUSIVE is held: nobody reads or writes the table until the scan ends.""",
            """
            Add it NOT VALID, which guards all new rows at once and takes milliseconds; validate it in another file, under a lock that stops neither
            reads nor writes.""",
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
                            .filter(check -> check.kind() == Kind.CHECK && !check.notValid())
                            .forEach(check -> report(statement, alter.table(), action, check, findings))));
        }
    }

    private static void report(
            Statement statement, Name table, TableAction action, Constraint check, Findings findings) {
        findings.at(statement, action.place())
                .table(table)
                .condition(
                        "The check " + Constraints.name(check, table) + " on " + table + " is added without NOT VALID.")
                .workaround(Constraints.inTwoSteps(check, table))
                .report();
    }
}
