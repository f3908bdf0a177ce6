package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Constraint;
import com.fingood.runbook.safety.sql.Constraint.Kind;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;
import com.fingood.runbook.safety.sql.TableAction.AddConstraint;
import com.fingood.runbook.safety.sql.TableAction.SetNotNull;
import com.fingood.runbook.safety.sql.TableAction.ValidateConstraint;

import java.util.Locale;

/** NOT NULL without a proof scans under the strongest lock. */
final class SetNotNullWithScan implements Rule {

    private static final RuleText TEXT = new RuleText(
            "LK7",
            Severity.HIGH,
            "Column made NOT NULL with a scan",
            """
            A column of an existing table is made NOT NULL, and the script holds no valid check that proves it.""",
            """
            Every row is read while ACCESS EXCLUSIVE is held: nobody reads or writes the table until the scan ends.""",
            """
            Three files. First add `CHECK (column IS NOT NULL) NOT VALID`. Then `VALIDATE CONSTRAINT` and `SET NOT NULL` in one file: with the valid check
            the server skips the scan. Then drop the check. PostgreSQL 18 has `NOT NULL ... NOT VALID` for the first step.""",
            "ACCESS EXCLUSIVE",
            """
            The rehearsal runs the statement on a clone and reads the locks that it holds and how long. Where it disagrees, it is right: this rule
            does not know how large the table is. A check that was validated by an earlier file is not seen here; validate and set in one file, or waive it.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement.all(AlterTable.class).forEach(alter -> alter.actions().forEach(action -> {
                if (action instanceof SetNotNull set && !isProven(script, statement, alter.table(), set)) {
                    report(statement, alter.table(), set.column(), action, findings);
                } else if (action instanceof AddConstraint add
                        && add.constraint().kind() == Kind.NOT_NULL
                        && !add.constraint().notValid()) {
                    report(statement, alter.table(), add.constraint().columns().get(0), action, findings);
                }
            }));
        }
    }

    /** A check that the script validates first; one that it does not define itself may well be the right one. */
    private static boolean isProven(ScriptContext script, Statement statement, Name table, SetNotNull set) {
        return script.actionsBefore(statement, table, ValidateConstraint.class)
                .anyMatch(validated -> script.constraintUpTo(statement, table, validated.constraint())
                        .map(constraint -> proves(constraint, set.column()))
                        .orElse(true));
    }

    private static boolean proves(Constraint constraint, String column) {
        return constraint
                .definition()
                .toLowerCase(Locale.ROOT)
                .contains(column.toLowerCase(Locale.ROOT) + " is not null");
    }

    private static void report(Statement statement, Name table, String column, TableAction action, Findings findings) {
        String check = table.with(Name.folded(column) + "_nn");
        findings.at(statement, action.place())
                .table(table)
                .condition("The column " + column + " of " + table
                        + " is made NOT NULL without a valid check that proves it.")
                .workaround(
                        "-- in a first file",
                        "ALTER TABLE " + table + " ADD CONSTRAINT " + check + " CHECK (" + column
                                + " IS NOT NULL) NOT VALID;",
                        "-- in a second file",
                        "ALTER TABLE " + table + " VALIDATE CONSTRAINT " + check + ";",
                        "ALTER TABLE " + table + " ALTER COLUMN " + column + " SET NOT NULL;",
                        "ALTER TABLE " + table + " DROP CONSTRAINT " + check + ";")
                .report();
    }
}
