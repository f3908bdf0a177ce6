package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.sql.Command.CreateOther;
import com.fingood.runbook.safety.sql.Command.Drop;
import com.fingood.runbook.safety.sql.Command.Privilege;
import com.fingood.runbook.safety.sql.Script;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.Token;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An undo that takes back what its change has granted or made changes nothing about access. */
final class TakenBack {

    private final Set<List<String>> done = new HashSet<>();

    TakenBack(Optional<Script> forward) {
        forward.ifPresent(script -> script.statements().forEach(this::remember));
    }

    private void remember(Statement statement) {
        if (statement.command() instanceof Privilege right) {
            done.add(List.of(right.verb().equals("GRANT") ? "REVOKE" : "GRANT", subject(statement)));
        } else if (statement.command() instanceof CreateOther made) {
            done.add(List.of(made.kind(), made.name().simple()));
        }
    }

    boolean isBy(Statement statement) {
        if (done.isEmpty()) {
            return false;
        } else if (statement.command() instanceof Privilege right) {
            return done.contains(List.of(right.verb(), subject(statement)));
        }
        return statement.command() instanceof Drop drop
                && drop.names().stream().allMatch(name -> done.contains(List.of(drop.kind(), name.simple())));
    }

    /** The same rights on the same objects for the same roles. */
    private static String subject(Statement statement) {
        return statement.tokens().stream()
                .map(Token::text)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .map(word -> word.matches("grant|revoke") ? "" : word.matches("to|from") ? "to" : word)
                .collect(Collectors.joining(" "));
    }
}
