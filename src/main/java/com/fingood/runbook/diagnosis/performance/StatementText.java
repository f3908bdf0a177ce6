package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.target.MaskedSql;

import java.util.regex.Pattern;

/** A statement as it is shown and matched: without literals, whether the server or we took them out, and lists of them as one. */
final class StatementText {

    private static final Pattern PARAMETER = Pattern.compile("(?<![\\p{L}\\p{N}_$])\\$\\d+");
    private static final Pattern LIST = Pattern.compile("\\(\\s*\\?(?:\\s*,\\s*\\?)+\\s*\\)");

    private StatementText() {}

    static String withoutLiterals(String sql) {
        String masked = PARAMETER.matcher(MaskedSql.of(sql)).replaceAll("?");
        return LIST.matcher(masked).replaceAll("(?, ...)");
    }
}
