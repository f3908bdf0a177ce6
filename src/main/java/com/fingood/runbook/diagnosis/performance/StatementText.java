package com.fingood.runbook.diagnosis.performance;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement as it may be shown to anybody: every literal is a {@code ?}, comments are gone, white space is one space. */
final class StatementText {

    private static final int LONGEST = 600;

    private static final String COMMENT = "--[^\\n]*|/\\*(?s:.*?)(?:\\*/|\\z)";
    private static final String ESCAPED = "(?<![\\p{L}\\p{N}_$])[eE]'(?:[^'\\\\]|\\\\(?s:.)|'')*(?:'|\\z)";
    private static final String STRING = "(?:(?<![\\p{L}\\p{N}_$])(?:[nNbBxX]|[uU]&))?'(?:[^']|'')*(?:'|\\z)";
    private static final String DOLLARS =
            "(?<![\\p{L}\\p{N}_$])(\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$)(?s:.*?)(?:\\1|\\z)";
    private static final String PARAMETER = "\\$\\d+";
    private static final String NUMBER =
            "(?<![\\p{L}\\p{N}_$])(?:0[xXoObB][0-9a-fA-F_]+|\\d[\\d_]*(?:\\.[\\d_]*)?(?:[eE][+-]?\\d+)?|\\.\\d+)";
    private static final String QUOTED_NAME = "(?:[uU]&)?\"(?:[^\"]|\"\")*(?:\"|\\z)";

    private static final Pattern TOKEN = Pattern.compile("(?<name>" + QUOTED_NAME + ")|(?<space>\\s+|" + COMMENT + ")|"
            + DOLLARS + "|" + ESCAPED + "|" + STRING + "|" + PARAMETER + "|" + NUMBER);
    private static final Pattern LIST = Pattern.compile("\\(\\s*\\?(?:\\s*,\\s*\\?)+\\s*\\)");

    private StatementText() {}

    static String withoutLiterals(String sql) {
        Matcher token = TOKEN.matcher(sql);
        StringBuilder text = new StringBuilder();
        while (token.find()) {
            String shown = token.group("name") != null ? token.group() : token.group("space") != null ? " " : "?";
            token.appendReplacement(text, Matcher.quoteReplacement(shown));
        }
        token.appendTail(text);
        String line =
                LIST.matcher(text.toString().replaceAll(" +", " ").strip()).replaceAll("(?, ...)");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
    }
}
