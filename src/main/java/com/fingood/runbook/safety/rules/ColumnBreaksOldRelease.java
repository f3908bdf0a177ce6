package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Column;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction;
import com.fingood.runbook.safety.sql.TableAction.AddColumn;
import com.fingood.runbook.safety.sql.TableAction.ChangeDefault;
import com.fingood.runbook.safety.sql.TableAction.DropColumn;
import com.fingood.runbook.safety.sql.TableAction.SetNotNull;

import java.util.Optional;

/** The old release writes no column that it does not know, and reads those that it knows. */
final class ColumnBreaksOldRelease implements Rule {

    private static final RuleText TEXT = new RuleText(
            "BC2",
            Severity.HIGH,
            "Column that the running application can't live with",
            "A column is required and has no default, or a column is dropped.",
            """
            The application that runs at this moment inserts without the new column, or still reads and writes the dropped one, and fails. A required
            column without a default can't be added at all to a table that has rows.""",
            """
            Take two releases. First add the column nullable or with a default, and let the application write it; later demand it. Before a drop, first let
            no release use the column any more, then drop it.""",
            "ACCESS EXCLUSIVE",
            """
            The rehearsal finds a required column that can't be added because the table has rows. It does not know the application. Not
            reported: columns of tables that the same change makes, and in an undo the columns that its change has added.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement
                    .all(AlterTable.class)
                    .filter(alter -> !script.isNew(alter.table(), statement) && !script.isMadeByForward(alter.table()))
                    .forEach(alter -> alter.actions()
                            .forEach(action -> check(script, statement, alter.table(), action, findings)));
        }
    }

    private static void check(
            ScriptContext script, Statement statement, Name table, TableAction action, Findings findings) {
        if (action instanceof DropColumn drop) {
            if (!isOwn(script, statement, table, drop.column())) {
                dropped(statement, table, drop, findings);
            }
        } else {
            required(script, statement, table, action).ifPresent(column -> findings.at(statement, action.place())
                    .table(table)
                    .condition("The new column " + column.name() + " of " + table + " is required and has no default.")
                    .effect("Every INSERT that does not name " + column.name()
                            + " fails, those of the running application first; and on a table with rows this statement"
                            + " fails itself.")
                    .workaround(
                            "ALTER TABLE " + table + " ADD COLUMN " + column.name() + " " + column.type() + ";",
                            "-- a later release, when every writer fills it and the old rows have a value",
                            "ALTER TABLE " + table + " ADD CONSTRAINT "
                                    + table.with(Name.folded(column.name()) + "_nn") + " CHECK (" + column.name()
                                    + " IS NOT NULL) NOT VALID;")
                    .report());
        }
    }

    /** Added by this script, or by the one that this one undoes. */
    private static boolean isOwn(ScriptContext script, Statement statement, Name table, String column) {
        return added(script, statement, table, column).isPresent()
                || script.forwardActions(table, AddColumn.class)
                        .anyMatch(add -> isNamed(add.column().name(), column));
    }

    private static Optional<Column> added(ScriptContext script, Statement statement, Name table, String column) {
        return script.actionsUpTo(statement, table, AddColumn.class)
                .map(AddColumn::column)
                .filter(one -> isNamed(one.name(), column))
                .findFirst();
    }

    /** The column that becomes required by this action, and has nothing that fills it. */
    private static Optional<Column> required(
            ScriptContext script, Statement statement, Name table, TableAction action) {
        if (action instanceof AddColumn add) {
            return Optional.of(add.column()).filter(column -> column.notNull() && !fillsItself(column));
        } else if (action instanceof SetNotNull set) {
            return added(script, statement, table, set.column())
                    .filter(column -> !fillsItself(column) && !hasLaterDefault(script, table, set.column()));
        } else if (action instanceof ChangeDefault change && change.expression() == null) {
            return added(script, statement, table, change.column())
                    .filter(column -> column.notNull() || isSetNotNull(script, table, change.column()));
        }
        return Optional.empty();
    }

    private static boolean fillsItself(Column column) {
        boolean value = column.defaultValue() != null && !column.defaultValue().equalsIgnoreCase("null");
        return value || column.identity() || column.isSerial() || column.storedExpression() != null;
    }

    private static boolean hasLaterDefault(ScriptContext script, Name table, String column) {
        return script.actions(table, ChangeDefault.class)
                .anyMatch(change -> change.expression() != null && isNamed(change.column(), column));
    }

    private static boolean isSetNotNull(ScriptContext script, Name table, String column) {
        return script.actions(table, SetNotNull.class).anyMatch(set -> isNamed(set.column(), column));
    }

    private static boolean isNamed(String one, String other) {
        return Name.folded(one).equals(Name.folded(other));
    }

    private static void dropped(Statement statement, Name table, DropColumn drop, Findings findings) {
        findings.at(statement, drop.place())
                .table(table)
                .condition("The column " + drop.column() + " of " + table
                        + " is dropped while a release may still use it.")
                .effect("Every statement that names " + drop.column()
                        + " fails from the commit on; so does an old release that is brought back.")
                .workaround(
                        "-- in this release only: no code names it any more, and it may be left out",
                        "ALTER TABLE " + table + " ALTER COLUMN " + drop.column() + " DROP NOT NULL;",
                        "-- in a later release",
                        "ALTER TABLE " + table + " DROP COLUMN " + drop.column() + ";")
                .report();
    }
}
