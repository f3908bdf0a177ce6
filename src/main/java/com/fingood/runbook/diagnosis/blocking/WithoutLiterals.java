package com.fingood.runbook.diagnosis.blocking;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody else's statement does, without the values it does it with: literals become {@code ?}, comments go. Where text can't
 * be told from literal for certain (a statement that the server cut off, a backslash before a quote), the rest is left out.
 */
final class WithoutLiterals {

    private static final Pattern DOLLAR_TAG = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+");
    private static final Pattern NUMBER = Pattern.compile(
            "(\\d[\\p{L}\\p{N}_]*(\\.[\\p{L}\\p{N}_]*)?|\\.\\d[\\p{L}\\p{N}_]*)([+-]?(?<=[eE][+-])\\d+)?");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern STRING_PREFIX = Pattern.compile("(?i:[EBXN]|U&)(?=')|(?i:U&)(?=\")");

    private final String sql;
    private final StringBuilder text = new StringBuilder();
    private int at;

    private WithoutLiterals(String sql) {
        this.sql = sql;
    }

    static String of(String sql) {
        WithoutLiterals reader = new WithoutLiterals(sql);
        while (reader.at < sql.length()) {
            reader.next();
        }
        return reader.text.toString().strip();
    }

    private void next() {
        char c = sql.charAt(at);
        Matcher prefix = STRING_PREFIX.matcher(sql).region(at, sql.length()).useTransparentBounds(true);
        if (Character.isWhitespace(c) || Character.isISOControl(c)) {
            blank(at + 1);
        } else if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
            blank(endOf('\n'));
        } else if (sql.startsWith("/*", at)) {
            blockComment();
        } else if (prefix.lookingAt()) {
            prefixed(prefix.group());
        } else if (c == '\'') {
            string(false);
        } else if (c == '"') {
            quotedName();
        } else {
            token();
        }
    }

    private void token() {
        Matcher tag = matcher(DOLLAR_TAG);
        if (tag.lookingAt()) {
            int end = sql.indexOf(tag.group(), tag.end());
            literal(end < 0 ? sql.length() : end + tag.group().length());
            return;
        }
        Matcher number = matcher(NUMBER);
        if (number.lookingAt()) {
            literal(number.end());
            return;
        }
        Matcher kept = matcher(PARAMETER);
        if (!kept.lookingAt()) {
            kept = matcher(WORD);
        }
        int end = kept.lookingAt() ? kept.end() : at + 1;
        text.append(sql, at, end);
        at = end;
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(sql).region(at, sql.length()).useTransparentBounds(true);
    }

    private void prefixed(String prefix) {
        at += prefix.length();
        if (sql.charAt(at) == '"') {
            quotedName();
        } else {
            string(prefix.equalsIgnoreCase("E"));
        }
    }

    /** @param backslashes a backslash takes the meaning from what follows it */
    private void string(boolean backslashes) {
        int end = at + 1;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            if (c == '\\' && backslashes) {
                end++;
            } else if (c == '\\' && sql.startsWith("'", end + 1)) {
                // Its meaning depends on a setting of that session (standard_conforming_strings), which nobody else
                // sees.
                end = sql.length();
            } else if (c == '\'' && sql.startsWith("'", end + 1)) {
                end++;
            } else if (c == '\'') {
                literal(end + 1);
                return;
            }
            end++;
        }
        literal(sql.length());
    }

    private void quotedName() {
        int end = sql.indexOf('"', at + 1);
        if (end < 0) {
            text.append("...");
            at = sql.length();
            return;
        }
        text.append(sql.substring(at, end + 1).replaceAll("\\p{Cntrl}", " "));
        at = end + 1;
    }

    private void blockComment() {
        int depth = 0;
        int end = at;
        do {
            if (sql.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (sql.startsWith("*/", end)) {
                depth--;
                end += 2;
            } else {
                end++;
            }
        } while (depth > 0 && end < sql.length());
        blank(Math.min(end, sql.length()));
    }

    private void literal(int end) {
        text.append('?');
        at = end;
    }

    private void blank(int end) {
        if (text.length() > 0 && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
        at = end;
    }

    private int endOf(char c) {
        int end = sql.indexOf(c, at);
        return end < 0 ? sql.length() : end;
    }
}
