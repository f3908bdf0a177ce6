package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Column;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Command.CreateTable;
import com.fingood.runbook.safety.sql.Command.Drop;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction.AddColumn;
import com.fingood.runbook.safety.sql.TableAction.DropColumn;

import java.util.Set;
import java.util.stream.Collectors;

/** Personal data and card data are kept for a declared purpose and time, or not at all. */
final class PersonalColumnAdded implements Rule {

    private static final RuleText TEXT = new RuleText(
            "SC2",
            Severity.HIGH,
            "Column for card data or personal data that is not declared",
            """
            A new column is called or typed like a card number, card verification data or personal data, and the change's document does not declare it.""",
            """
            Card data brings the database and everything around it under PCI DSS; verification codes must not be stored at all. Personal data without
            purpose and retention can be neither defended nor found when it must be erased.""",
            """
            Keep a token, the BIN and the last four digits instead of a card number. Declare personal data under `personal-data` in the front matter of the
            change's document, with purpose and retention.""",
            null,
            """
            The rehearsal compares the columns before and after, and so also finds those that a DO block made. What a column really holds
            is for the compliance checks, which look at values. Not reported: a table that the same file drops again, and a column that an undo gives back.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        Set<String> gone = script.statements().stream()
                .flatMap(statement -> statement.all(Drop.class))
                .flatMap(drop -> drop.tables().stream())
                .map(Name::simple)
                .collect(Collectors.toSet());
        for (Statement statement : script.statements()) {
            if (statement.command() instanceof CreateTable create
                    && !create.temporary()
                    && !gone.contains(create.name().simple())) {
                create.columns()
                        .forEach(
                                column -> check(script, statement, statement.place(), create.name(), column, findings));
            }
            statement.all(AlterTable.class).forEach(alter -> alter.all(AddColumn.class)
                    .filter(add -> !isGivenBack(script, alter.table(), add))
                    .forEach(add -> check(script, statement, add.place(), alter.table(), add.column(), findings)));
        }
    }

    /** An undo that adds a column which its change has dropped brings nothing new. */
    private static boolean isGivenBack(ScriptContext script, Name table, AddColumn add) {
        return script.forwardActions(table, DropColumn.class).anyMatch(drop -> Name.folded(drop.column())
                .equals(Name.folded(add.column().name())));
    }

    private static void check(
            ScriptContext script, Statement statement, Place place, Name table, Column column, Findings findings) {
        if (SensitiveName.isCard(column)) {
            findings.at(statement, place)
                    .table(table)
                    .condition("The new column " + column.name() + " of " + table + " looks like card data.")
                    .effect("With a card number in " + column.name() + " the database and all its copies fall under PCI"
                            + " DSS; a verification code or PIN must not be stored at all.")
                    .workaround(
                            "ALTER TABLE " + table + " ADD COLUMN card_token text;",
                            "-- from the card processor; at most the BIN and the last four digits beside it")
                    .report();
        } else if (SensitiveName.isPersonal(column) && !script.declares(table, column.name())) {
            findings.at(statement, place)
                    .table(table)
                    .condition("The new column " + column.name() + " of " + table
                            + " looks like personal data, and no purpose or retention is declared.")
                    .workaround(
                            "-- in the front matter of the change's document",
                            "personal-data:",
                            "  - column: " + table.simple() + "." + Name.folded(column.name()),
                            "    purpose: ...",
                            "    retention: ...")
                    .report();
        }
    }
}
