package com.fingood.runbook.migration;

import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement as it may be shown to anybody: its first words, up to where values could begin. */
final class StatementWords {

    private static final int MOST_WORDS = 7;
    private static final Pattern COMMENT = Pattern.compile("\\G(?:\\s++|--[^\\n]*+|(?s:/\\*.*?\\*/))");
    private static final Pattern WORD = Pattern.compile(
            "\\G\\s*((?:\"(?:[^\"]++|\"\")*+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)(?:\\.(?:\"(?:[^\"]++|\"\")*+\"|[\\p{L}_][\\p{L}\\p{N}_$]*))*)");

    private StatementWords() {}

    static String of(String sql) {
        String text = sql.substring(startOf(sql));
        StringJoiner words = new StringJoiner(" ");
        Matcher matcher = WORD.matcher(text);
        for (int n = 0; n < MOST_WORDS && matcher.find(); n++) {
            if (words.length() > 0 && matcher.group(1).matches("(?i)values|set|where|default|as|check|e|n|u&")) {
                break;
            }
            words.add(matcher.group(1));
        }
        return words.length() == 0 ? "statement" : words.toString();
    }

    /** Where the first word stands, behind white space and comments however many. */
    static int startOf(String sql) {
        Matcher comment = COMMENT.matcher(sql);
        int start = 0;
        while (comment.find()) {
            start = comment.end();
        }
        return start;
    }
}
