package com.fingood.runbook.target;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of somebody's statement as it may be shown and kept: every literal is a {@code ?} and every comment is gone, since both hold
 * rows' values. A text that the server cut in the middle of a literal is masked to its end.
 */
public final class MaskedSql {

    private static final int MOST = 2_000;
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern QUOTED_NAME = Pattern.compile("\"(?:[^\"]++|\"\")*+\"");
    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+");
    private static final Pattern DOLLAR_TAG = Pattern.compile("\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern NUMBER = Pattern.compile("\\.?\\d[\\p{L}\\p{N}_.]*");
    private static final Pattern STRING = Pattern.compile("(?i)(?:e|n|b|x|u&)?'");

    private final String sql;
    private final StringBuilder shown = new StringBuilder();
    private String token = "";
    private int at;

    private MaskedSql(String sql) {
        this.sql = sql;
    }

    /** @return null for null; cut after 2000 characters */
    public static String of(String sql) {
        return sql == null ? null : upTo(MOST, sql);
    }

    /** However long it is. */
    public static String inFull(String sql) {
        return upTo(Integer.MAX_VALUE, sql);
    }

    private static String upTo(int most, String sql) {
        MaskedSql masked = new MaskedSql(sql);
        while (masked.at < sql.length() && masked.shown.length() < most) {
            masked.next();
        }
        return masked.shown.toString().replaceAll("\\s+", " ").strip();
    }

    private void next() {
        if (sql.startsWith("--", at)) {
            to(sql.indexOf('\n', at), 0, " ");
        } else if (sql.startsWith("/*", at)) {
            comment();
        } else if (sees(STRING)) {
            string();
        } else if (sees(WORD)) {
            keep(token);
        } else if (sees(QUOTED_NAME)) {
            keep(token);
        } else if (sees(PARAMETER)) {
            keep(token);
        } else if (sees(DOLLAR_TAG)) {
            to(sql.indexOf(token, at + token.length()), token.length(), "?");
        } else if (sees(NUMBER)) {
            at += token.length();
            shown.append('?');
        } else if (sql.charAt(at) == '"') {
            to(-1, 0, "?");
        } else {
            keep(sql.substring(at, at + 1));
        }
    }

    private boolean sees(Pattern pattern) {
        Matcher matcher = pattern.matcher(sql).region(at, sql.length());
        boolean found = matcher.lookingAt();
        token = found ? matcher.group() : "";
        return found;
    }

    private void keep(String text) {
        shown.append(text);
        at += text.length();
    }

    /** @param end where it ends; below 0 = nowhere, so that all the rest belongs to it */
    private void to(int end, int length, String instead) {
        at = end < 0 ? sql.length() : end + length;
        shown.append(instead);
    }

    /** Whether a backslash escapes is a setting of the session that nobody knows here: behind one, nothing is shown any more. */
    private void string() {
        int end = at + token.length();
        int close = sql.indexOf('\'', end);
        // A doubled quote is part of the string.
        while (close >= 0 && sql.startsWith("''", close)) {
            close = sql.indexOf('\'', close + 2);
        }
        boolean backslash = close >= 0 && sql.substring(end, close).indexOf('\\') >= 0;
        to(backslash ? -1 : close, 1, "?");
    }

    private void comment() {
        int depth = 0;
        do {
            boolean opens = sql.startsWith("/*", at);
            boolean closes = sql.startsWith("*/", at);
            depth += opens ? 1 : closes ? -1 : 0;
            at += opens || closes ? 2 : 1;
        } while (depth > 0 && at < sql.length());
        shown.append(' ');
    }
}
