package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Constraint;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction.ValidateConstraint;

import java.util.Optional;

/** Two steps in one transaction are one step. */
final class ValidateInSameTransaction implements Rule {

    private static final RuleText TEXT = new RuleText(
            "LK8",
            Severity.HIGH,
            "NOT VALID and VALIDATE in one transaction",
            """
            A constraint is added NOT VALID and validated in the same file, which runs as one transaction.""",
            """
            The strong lock of the first step is held until the scan of the second has ended: nothing was gained.""",
            "Move VALIDATE CONSTRAINT to a file of its own.",
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
        if (!script.transactional()) {
            return;
        }
        for (Statement statement : script.statements()) {
            statement.all(AlterTable.class).forEach(alter -> alter.all(ValidateConstraint.class)
                    .forEach(validate -> added(script, statement, alter.table(), validate)
                            .ifPresent(first -> report(statement, alter.table(), validate, first, findings))));
        }
    }

    private static Optional<Constraint> added(
            ScriptContext script, Statement statement, Name table, ValidateConstraint validate) {
        return script.constraintUpTo(statement, table, validate.constraint()).filter(Constraint::notValid);
    }

    private static void report(
            Statement statement, Name table, ValidateConstraint validate, Constraint first, Findings findings) {
        findings.at(statement, validate.place())
                .table(table)
                .condition("The constraint " + validate.constraint() + " of " + table
                        + " is added NOT VALID and validated in the same transaction.")
                .lock(first.kind() == Constraint.Kind.FOREIGN_KEY ? "SHARE ROW EXCLUSIVE" : "ACCESS EXCLUSIVE")
                .workaround(
                        "-- in the next file, alone",
                        "ALTER TABLE " + table + " VALIDATE CONSTRAINT " + validate.constraint() + ";")
                .report();
    }
}
