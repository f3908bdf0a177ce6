package com.fingood.runbook.safety.lint;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.sql.Script;
import com.fingood.runbook.safety.sql.Statement;
import com.fingood.runbook.safety.sql.Token;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draws the line of a finding from the words of its statement, so that no literal and no comment can slip out. */
final class Excerpts {

    private static final int WIDTH = 110;
    private static final int LEFT_OF_CARET = 40;

    private final Map<String, Script> scripts = new HashMap<>();
    private Statement last;
    private List<Token> lastTokens;

    Excerpts(List<Script> scripts) {
        scripts.forEach(script -> this.scripts.put(script.file(), script));
    }

    Optional<Excerpt> of(Finding finding) {
        Script script = scripts.get(finding.file());
        if (script == null || finding.line() == null || finding.statement() == null) {
            return Optional.empty();
        }
        int column = finding.column() == null ? 1 : finding.column();
        return statementAt(script, finding.line(), column)
                .map(statement -> draw(tokens(statement), finding.line(), column));
    }

    private static Optional<Statement> statementAt(Script script, int line, int column) {
        int low = 0;
        int high = script.statements().size() - 1;
        Statement found = null;
        while (low <= high) {
            int middle = (low + high) / 2;
            Statement statement = script.statements().get(middle);
            boolean begun = statement.place().line() < line
                    || statement.place().line() == line && statement.place().column() <= column;
            if (begun) {
                found = statement;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.ofNullable(found);
    }

    private List<Token> tokens(Statement statement) {
        if (statement != last) {
            last = statement;
            lastTokens = statement.tokens();
        }
        return lastTokens;
    }

    private static Excerpt draw(List<Token> tokens, int line, int column) {
        int from = column <= WIDTH - 10 ? 1 : column - LEFT_OF_CARET;
        StringBuilder text = new StringBuilder(" ".repeat(WIDTH));
        for (Token token : tokens) {
            if (token.place().line() == line) {
                put(text, token.place().column() - from, shown(token));
            }
        }
        String drawn = text.toString().stripTrailing();
        return from == 1 ? new Excerpt(drawn, column - 1) : new Excerpt("… " + drawn, column - from + 2);
    }

    private static String shown(Token token) {
        int length = token.text().length();
        return switch (token.type()) {
            case STRING -> "'" + "·".repeat(Math.min(WIDTH, Math.max(0, length - 2))) + (length > 1 ? "'" : "");
            case NUMBER -> length > 4 ? "·".repeat(Math.min(WIDTH, length)) : token.text();
            default -> token.text();
        };
    }

    private static void put(StringBuilder text, int at, String word) {
        int lineEnd = word.indexOf('\n');
        String shown = (lineEnd < 0 ? word : word.substring(0, lineEnd)).replaceAll("\\p{Cntrl}", " ");
        for (int i = Math.max(0, -at); i < shown.length() && at + i < WIDTH; i++) {
            text.setCharAt(at + i, shown.charAt(i));
        }
    }
}
