package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Command.CreateTable;
import com.fingood.runbook.safety.sql.Constraint;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;
import com.fingood.runbook.safety.sql.TableAction.DropConstraint;
import com.fingood.runbook.safety.sql.TableAction.DropNotNull;
import com.fingood.runbook.safety.sql.TableAction.SetNotNull;

import java.util.stream.Stream;

/** What the database no longer keeps, somebody must. */
final class IntegrityWeakened implements Rule {

    private static final RuleText TEXT = new RuleText(
            "DL4",
            Severity.HIGH,
            "Integrity weakened",
            "A foreign key with ON DELETE CASCADE is added, or a constraint or NOT NULL is dropped.",
            """
            With CASCADE one DELETE of a parent silently takes its children along. Without the constraint wrong rows can be written from the next second
            on, and it can't be put back before they are found and repaired.""",
            """
            Use ON DELETE RESTRICT and delete children on purpose. Keep the constraint; where a rule has changed, drop the old and add the new one in the same
            file. What is left is a decision of people: a waiver with reason and ticket.""",
            null,
            """
            A text does not say what kind of constraint a name stands for; the rehearsal's schema comparison does. Not reported: a constraint that the same file
            puts back or has itself added, a check that only proved NOT NULL, and, in an undo, what its own change has added.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            if (statement.command() instanceof CreateTable create) {
                Stream.concat(
                                create.constraints().stream(),
                                create.columns().stream().flatMap(column -> column.constraints().stream()))
                        .filter(IntegrityWeakened::cascades)
                        .forEach(key -> cascade(statement, statement.place(), create.name(), key, findings));
            }
            statement.all(AlterTable.class).forEach(alter -> alter.actions()
                    .forEach(action -> check(script, statement, alter.table(), action, findings)));
        }
    }

    private static void check(
            ScriptContext script, Statement statement, Name table, TableAction action, Findings findings) {
        Constraints.addedBy(action)
                .filter(IntegrityWeakened::cascades)
                .forEach(key -> cascade(statement, action.place(), table, key, findings));
        if (action instanceof DropConstraint drop && !isAccountedFor(script, table, drop.constraint())) {
            findings.at(statement, drop.place())
                    .table(table)
                    .condition("The constraint " + drop.constraint() + " of " + table + " is dropped.")
                    .workaround(
                            "-- keep it; where its rule has changed, put the new one in its place in this file",
                            "ALTER TABLE " + table + " ADD CONSTRAINT " + drop.constraint() + " CHECK (...) NOT VALID;")
                    .report();
        } else if (action instanceof DropNotNull drop && !isSetByForward(script, table, drop.column())) {
            findings.at(statement, drop.place())
                    .table(table)
                    .condition("The column " + drop.column() + " of " + table + " may be NULL from now on.")
                    .workaround(
                            "-- keep it NOT NULL; a value for 'not known' can be a default:",
                            "ALTER TABLE " + table + " ALTER COLUMN " + drop.column() + " SET DEFAULT ...;")
                    .report();
        }
    }

    private static boolean cascades(Constraint constraint) {
        return constraint.kind() == Constraint.Kind.FOREIGN_KEY
                && constraint.onDelete().equals("CASCADE");
    }

    private static void cascade(Statement statement, Place place, Name table, Constraint key, Findings findings) {
        findings.at(statement, place)
                .table(table)
                .condition("Deleting a row of " + key.references() + " deletes its rows in " + table + " as well.")
                .workaround(
                        "ALTER TABLE " + table + " ADD CONSTRAINT " + Constraints.name(key, table) + " FOREIGN KEY ("
                                + String.join(", ", key.columns()) + ") REFERENCES " + key.references()
                                + (key.referencedColumns().isEmpty()
                                        ? ""
                                        : " (" + String.join(", ", key.referencedColumns()) + ")")
                                + " ON DELETE RESTRICT NOT VALID;")
                .report();
    }

    /** Put back here, added here before, a proof of NOT NULL, or added by the change that is undone. */
    private static boolean isAccountedFor(ScriptContext script, Name table, String constraint) {
        return script.isAdded(table, constraint)
                || script.isValidated(table, constraint)
                        && script.actions(table, SetNotNull.class).findAny().isPresent();
    }

    private static boolean isSetByForward(ScriptContext script, Name table, String column) {
        return script.forwardActions(table, SetNotNull.class)
                .anyMatch(set -> Name.folded(set.column()).equals(Name.folded(column)));
    }
}
