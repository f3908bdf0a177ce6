package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.AddEnumValue;
import com.fingood.runbook.safety.sql.Command.CreateOther;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.Token;

/** A new enum value is not to be used before its transaction has ended. */
final class EnumValueInTransaction implements Rule {

    private static final RuleText TEXT = new RuleText(
            "TX4",
            Severity.MEDIUM,
            "Enum value added and used, or added without a place",
            """
            ALTER TYPE ... ADD VALUE without BEFORE or AFTER, or with the new value used later in the same file.""",
            """
            The server refuses to use a value that its own transaction has added ("unsafe use of new value"), and the file fails. Without a place the value
            becomes the last one, which decides every ORDER BY, `<` and max() over the column.""",
            """
            Add the value in a file of its own and say its place. Use it in the next file. An enum value can never be taken away again: a table to look up
            is easier to change and to undo.""",
            null,
            """
            The rehearsal runs the file, so a use in the same transaction fails there. The order of values is part of the schema comparison.""");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            if (statement.command() instanceof AddEnumValue add && !isNewType(script, statement, add.type())) {
                if (!add.placed()) {
                    unplaced(statement, add, findings);
                }
                if (script.transactional()) {
                    script.statements().stream()
                            .skip(statement.index() + 1L)
                            .filter(later -> uses(later, add.value()))
                            .findFirst()
                            .ifPresent(later -> used(later, add, findings));
                }
            }
        }
    }

    private static boolean isNewType(ScriptContext script, Statement statement, Name type) {
        return script.statements().stream()
                .limit(statement.index())
                .anyMatch(earlier -> earlier.command() instanceof CreateOther made
                        && made.kind().equals("TYPE")
                        && made.name().sameAs(type));
    }

    /** Adding another value behind it is no use. */
    private static boolean uses(Statement later, String value) {
        return !(later.command() instanceof AddEnumValue)
                && later.text().contains(value)
                && later.tokens().stream()
                        .anyMatch(token -> token.type() == Token.Type.STRING
                                && token.text().equals(value));
    }

    private static void unplaced(Statement statement, AddEnumValue add, Findings findings) {
        findings.at(statement)
                .condition("The value " + add.value() + " is added to " + add.type() + " without a place.")
                .effect("It becomes the last value, which decides every ORDER BY, < and max() over columns of "
                        + add.type() + ".")
                .workaround("ALTER TYPE " + add.type() + " ADD VALUE " + add.value()
                        + " AFTER '...'; -- or BEFORE, and alone in its file")
                .report();
    }

    private static void used(Statement later, AddEnumValue add, Findings findings) {
        findings.at(later)
                .condition(
                        "The value " + add.value() + " of " + add.type() + " is used in the transaction that adds it.")
                .effect("The server refuses the statement as an unsafe use of a new value, and the whole file fails.")
                .workaround(
                        "-- this statement in the next file; this file ends with",
                        "ALTER TYPE " + add.type() + " ADD VALUE " + add.value() + " ...;")
                .report();
    }
}
