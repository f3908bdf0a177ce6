package com.fingood.runbook.change;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a script at its semicolons. Knows strings ({@code E''} too), quoted names, dollar quotes, nested comments and
 * {@code BEGIN ATOMIC} bodies; what it can't tell apart reaches the server as one statement and fails there, loudly.
 */
public final class SqlStatements {

    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern DOLLAR_TAG = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

    private final String sql;
    private final List<SqlStatement> found = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private int start;
    private int first = -1;
    private int at;
    private int atomicDepth;
    private int counted;
    private int line = 1;

    private SqlStatements(String sql) {
        this.sql = sql;
    }

    /** @return the statements in order; none for a text of white space and comments */
    public static List<SqlStatement> of(String sql) {
        SqlStatements statements = new SqlStatements(sql);
        while (statements.at < sql.length()) {
            statements.next();
        }
        statements.close(sql.length());
        return List.copyOf(statements.found);
    }

    private void next() {
        char c = sql.charAt(at);
        if (c == ';' && atomicDepth == 0) {
            close(at);
            start = ++at;
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
            at = endOr(sql.indexOf('\n', at), 0);
        } else if (sql.startsWith("/*", at)) {
            skipBlockComment();
        } else {
            first = first < 0 ? at : first;
            token(c);
        }
    }

    private void token(char c) {
        Matcher word = WORD.matcher(sql).region(at, sql.length());
        Matcher tag = DOLLAR_TAG.matcher(sql).region(at, sql.length());
        if (c == '\'' || c == '"') {
            skipQuoted(c, false);
        } else if (word.lookingAt()) {
            word(word.group(), word.end());
        } else if (tag.lookingAt()) {
            at = endOr(sql.indexOf(tag.group(), tag.end()), tag.group().length());
        } else if (Character.isDigit(c)) {
            skipNumber();
        } else {
            at++;
        }
    }

    private void word(String text, int end) {
        at = end;
        if (text.equalsIgnoreCase("E") && at < sql.length() && sql.charAt(at) == '\'') {
            skipQuoted('\'', true);
            return;
        }
        String upper = text.toUpperCase(Locale.ROOT);
        boolean opensBody = upper.equals("ATOMIC")
                && !words.isEmpty()
                && words.get(words.size() - 1).equals("BEGIN");
        if (opensBody) {
            atomicDepth = 1;
        } else if (atomicDepth > 0 && upper.equals("CASE")) {
            atomicDepth++;
        } else if (atomicDepth > 0 && upper.equals("END")) {
            atomicDepth--;
        }
        words.add(upper);
    }

    /** A number swallows the letters and dollars behind it, so that {@code 1$a$} opens no dollar quote. */
    private void skipNumber() {
        while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || "_.$".indexOf(sql.charAt(at)) >= 0)) {
            at++;
        }
    }

    /** A doubled quote closes and opens again, which comes to the same. */
    private void skipQuoted(char quote, boolean backslashes) {
        do {
            at++;
            while (at < sql.length() && sql.charAt(at) != quote) {
                at += backslashes && sql.charAt(at) == '\\' ? 2 : 1;
            }
            at = Math.min(at + 1, sql.length());
        } while (backslashes && at < sql.length() && sql.charAt(at) == quote);
    }

    private void skipBlockComment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
    }

    private int endOr(int index, int length) {
        return index < 0 ? sql.length() : index + length;
    }

    private void close(int end) {
        if (first >= 0) {
            // From the last statement on: counting from the top each time would take minutes in a long script.
            for (; counted < first; counted++) {
                line += sql.charAt(counted) == '\n' ? 1 : 0;
            }
            found.add(new SqlStatement(
                    line, sql.substring(start, Math.min(end, sql.length())).strip(), words));
        }
        words = new ArrayList<>();
        first = -1;
        atomicDepth = 0;
    }
}
