package com.fingood.runbook.safety.sql;

import java.util.List;

/** Words put together again. */
final class Sql {

    private static final String NO_SPACE_BEFORE = ",.);]::";
    private static final String NO_SPACE_AFTER = "(.[::";

    private Sql() {}

    /** One line of SQL, spaced as people write it. */
    static String text(List<Token> tokens) {
        StringBuilder text = new StringBuilder();
        Token before = null;
        for (Token token : tokens) {
            if (before != null && spaced(before, token)) {
                text.append(' ');
            }
            text.append(token.text());
            before = token;
        }
        return text.toString();
    }

    private static boolean spaced(Token before, Token token) {
        boolean call =
                token.is("(") && before.isName() && !before.isAny("in", "values", "and", "or", "check", "as", "key");
        boolean closes = token.type() == Token.Type.SYMBOL && NO_SPACE_BEFORE.contains(token.text());
        boolean opens = before.type() == Token.Type.SYMBOL && NO_SPACE_AFTER.contains(before.text());
        return !call && !closes && !opens;
    }

    /** A literal without its value: people's data must not leave the script by way of a finding. */
    static Token masked(Token token) {
        return switch (token.type()) {
            case STRING -> new Token(token.type(), "'…'", token.place());
            case NUMBER -> token.text().length() > 4 ? new Token(token.type(), "…", token.place()) : token;
            default -> token;
        };
    }
}
