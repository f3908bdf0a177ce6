package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Column;
import com.fingood.runbook.safety.sql.Command.AlterTable;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.TableAction.AddColumn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value of its own for each row means that each row is written. */
final class AddColumnWithRewrite implements Rule {

    private static final RuleText TEXT = new RuleText(
            "RW2",
            Severity.CRITICAL,
            "Column added with a value per row",
            """
            A column is added with a volatile default, as serial or identity, or GENERATED ... STORED.""",
            "Every row and every index is written again under ACCESS EXCLUSIVE.",
            """
            Add the column without a default, set the default for new rows, then fill the old rows in batches. A constant default is fine, and so is
            `DEFAULT now()`: it is evaluated once and nothing is rewritten.""",
            "ACCESS EXCLUSIVE",
            """
            The rehearsal compares the table's file before and after: a changed file is a rewrite, whatever a text says, and it measures time and WAL.
            Where it disagrees, it is right.
            A function of your own counts as volatile here, since a text does not say how it was declared.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            statement.all(AlterTable.class).forEach(alter -> alter.all(AddColumn.class)
                    .forEach(add -> reason(add.column())
                            .ifPresent(reason -> report(statement, alter.table(), add, reason, findings))));
        }
    }

    private static Optional<String> reason(Column column) {
        if (column.isSerial()) {
            return Optional.of("is " + column.type() + ", which takes a value from a sequence for each row");
        } else if (column.identity()) {
            return Optional.of("is an identity, which takes a value from a sequence for each row");
        } else if (column.storedExpression() != null) {
            return Optional.of("is generated and stored, which is computed for each row");
        }
        return column.defaultCalls().stream()
                .filter(function -> !StableFunctions.contains(function))
                .findFirst()
                .map(function -> "has a default that calls " + function + "(), which counts as volatile");
    }

    private static void report(Statement statement, Name table, AddColumn add, String reason, Findings findings) {
        Column column = add.column();
        boolean serial = column.isSerial() || column.identity();
        String sequence = table.with(Name.folded(column.name()) + "_seq");
        String value = serial ? "nextval('" + sequence + "')" : column.defaultValue();
        String type = column.isSerial() ? "bigint" : column.type();
        String batch = column.storedExpression() != null
                ? column.name() + " = " + column.storedExpression()
                : column.name() + " = " + value;
        List<String> lines = new ArrayList<>();
        if (serial) {
            lines.add("CREATE SEQUENCE " + sequence + ";");
        }
        lines.add("ALTER TABLE " + table + " ADD COLUMN " + column.name() + " " + type + ";");
        if (column.storedExpression() == null) {
            lines.add("ALTER TABLE " + table + " ALTER COLUMN " + column.name() + " SET DEFAULT " + value + ";");
        } else {
            lines.add("-- a trigger keeps it for new rows, or the application does");
        }
        lines.add("-- in later files, in batches by key");
        lines.add("UPDATE " + table + " SET " + batch + " WHERE " + column.name() + " IS NULL AND ...;");
        findings.at(statement, add.place())
                .table(table)
                .condition("The new column " + column.name() + " of " + table + " " + reason + ".")
                .workaround(lines.toArray(String[]::new))
                .report();
    }
}
