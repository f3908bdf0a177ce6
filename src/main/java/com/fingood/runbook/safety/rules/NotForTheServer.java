package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.sql.Command.ClientCommand;
import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.Token;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The runner sends a script to the server as it is: no psql stands between, and nothing is replaced. */
final class NotForTheServer implements Rule {

    private static final RuleText TEXT = new RuleText(
            "TX6",
            Severity.HIGH,
            "Not for the server",
            "The script holds a command of psql, or a placeholder such as `${schema}`.",
            """
            No server understands it. A command of psql fails half way through the file. A placeholder is never replaced: as a name it is an error, and inside
            a string it is stored as it stands.""",
            """
            Write plain SQL with plain values. What differs between environments is no part of a change: the same reviewed bytes go everywhere.""",
            null,
            """
            The rehearsal fails where the target would. A placeholder inside a string is no error there; only the text shows it.""");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}\\s]{1,100})}");

    @Override
    public RuleText text() {
        return TEXT;
    }

    @Override
    public void check(ScriptContext script, Findings findings) {
        for (Statement statement : script.statements()) {
            if (statement.command() instanceof ClientCommand command) {
                findings.at(statement)
                        .condition("The script says " + command.word() + ", which is a command of psql.")
                        .effect("The server knows no such command: the file fails here.")
                        .workaround(advice(command.word()))
                        .report();
            } else if (statement.text().contains("${")) {
                statement.tokens().forEach(token -> placeholders(statement, token, findings));
            }
        }
    }

    private static String advice(String word) {
        return switch (word) {
            case "\\i",
                    "\\ir",
                    "\\include" -> "-- put the statements of that file here: what is not in this file is not reviewed";
            case "\\set", "\\gset" -> "-- write the value where it is used";
            case "\\copy" -> "INSERT INTO ... VALUES ...; -- or load large data by a tool for it, not by a migration";
            case "\\c", "\\connect" -> "-- leave it out: a change belongs to one target";
            default -> "-- leave it out";
        };
    }

    private static void placeholders(Statement statement, Token token, Findings findings) {
        Matcher placeholder = PLACEHOLDER.matcher(token.text());
        if (placeholder.find()) {
            boolean inString = token.type() == Token.Type.STRING;
            Place place = inString ? statement.place() : token.place();
            findings.at(statement, place)
                    .severity(inString ? Severity.MEDIUM : Severity.HIGH)
                    .condition("The placeholder " + placeholder.group() + (inString ? " in a string" : "")
                            + " is not replaced by anything.")
                    .effect(
                            inString
                                    ? "The text is used with the placeholder as it stands, without an error."
                                    : "The server takes it for a syntax error: the file fails here.")
                    .workaround("-- write what " + placeholder.group(1) + " stands for")
                    .report();
        }
    }
}
