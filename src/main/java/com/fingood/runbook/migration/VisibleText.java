package com.fingood.runbook.migration;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement as a reader sees it who looks for forbidden words: one line, single spaces, no comments, names without their quotes. A
 * string literal becomes a NUL, since what a string holds is data - except in a body that is executed (DO, a function's, EXECUTE's),
 * where it may be a command and is read like everything else.
 */
final class VisibleText {

    private static final Pattern EXECUTES = Pattern.compile(
            "(?is)^\\W*(do\\b|execute\\b|call\\b|create\\s+(or\\s+replace\\s+)?(function|procedure)\\b|alter\\s+(function|procedure|routine)\\b)");
    private static final Pattern TAG = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");

    private final String sql;
    private final boolean executes;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private VisibleText(String sql, boolean executes) {
        this.sql = sql;
        this.executes = executes;
    }

    static String of(String statement) {
        String plain = new VisibleText(statement, false).read();
        // Asked of the text without comments, since one may stand before DO.
        boolean executes = EXECUTES.matcher(plain).find() || plain.contains("set_config");
        return executes ? new VisibleText(statement, true).read().replaceAll(" +", " ") : plain;
    }

    private String read() {
        while (at < sql.length()) {
            next();
        }
        return out.toString().strip();
    }

    private void next() {
        char c = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            at = endOf(sql.indexOf('\n', at), 0);
            space();
        } else if (sql.startsWith("/*", at)) {
            comment();
        } else if (c == '\'') {
            literal();
        } else if (c == '$') {
            dollar();
        } else if (c == '"') {
            at++;
        } else if (Character.isWhitespace(c)) {
            at++;
            space();
        } else {
            out.append(Character.toLowerCase(c));
            at++;
        }
    }

    private void comment() {
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
        space();
    }

    private void literal() {
        int end = sql.indexOf('\'', at + 1);
        int stop = end < 0 ? sql.length() : end;
        if (executes) {
            out.append(' ').append(inner(sql.substring(at + 1, stop))).append(' ');
        } else {
            space();
            out.append('\u0000');
        }
        at = endOf(end, 1);
    }

    private void dollar() {
        Matcher tag = TAG.matcher(sql).region(at, sql.length());
        if (!tag.lookingAt()) {
            out.append('$');
            at++;
            return;
        }
        int from = tag.end();
        int end = sql.indexOf(tag.group(), from);
        if (executes) {
            out.append(' ')
                    .append(inner(sql.substring(from, end < 0 ? sql.length() : end)))
                    .append(' ');
        } else {
            space();
            out.append('\u0000');
        }
        at = endOf(end, tag.group().length());
    }

    /** Of a body only the words count; what is nested in it is read the same way. */
    private static String inner(String body) {
        return TAG.matcher(body)
                .replaceAll(" ")
                .replaceAll("--[^\\n]*", " ")
                .replace('\'', ' ')
                .replace("\"", "")
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    private void space() {
        if (out.length() > 0 && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }

    private int endOf(int index, int length) {
        return index < 0 ? sql.length() : index + length;
    }
}
