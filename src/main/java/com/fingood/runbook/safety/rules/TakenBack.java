package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.sql.Command.CreateOther;
import com.fingood.runbook.safety.sql.Command.Drop;
import com.fingood.runbook.safety.sql.Command.Privilege;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.Token;

import java.util.Locale;
import java.util.stream.Collectors;

/** An undo that takes back what its change has granted or made changes nothing about access. */
final class TakenBack {

    private TakenBack() {}

    static boolean isBy(ScriptContext undo, Statement statement) {
        return undo.forward().stream()
                .flatMap(script -> script.statements().stream())
                .anyMatch(done -> revokes(statement, done) || drops(statement, done));
    }

    private static boolean revokes(Statement statement, Statement done) {
        return statement.command() instanceof Privilege one
                && done.command() instanceof Privilege other
                && !one.verb().equals(other.verb())
                && subject(statement).equals(subject(done));
    }

    /** The same rights on the same objects for the same roles. */
    private static String subject(Statement statement) {
        return statement.tokens().stream()
                .map(Token::text)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .map(word -> word.matches("grant|revoke") ? "" : word.matches("to|from") ? "to" : word)
                .collect(Collectors.joining(" "));
    }

    private static boolean drops(Statement statement, Statement done) {
        return statement.command() instanceof Drop drop
                && done.command() instanceof CreateOther made
                && drop.kind().equals(made.kind())
                && drop.names().stream().allMatch(made.name()::sameAs);
    }
}
