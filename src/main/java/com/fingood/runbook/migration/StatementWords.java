package com.fingood.runbook.migration;

import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement as it may be shown to anybody: its first words, up to where values could begin. */
final class StatementWords {

    private static final int MOST_WORDS = 7;
    private static final Pattern COMMENTS = Pattern.compile("(?s)\\A(\\s+|--[^\\n]*(\\n|\\z)|/\\*.*?\\*/)+");
    private static final Pattern WORD = Pattern.compile(
            "\\G\\s*((?:\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*)(?:\\.(?:\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*))*)");

    private StatementWords() {}

    static String of(String sql) {
        String text = COMMENTS.matcher(sql).replaceFirst("");
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
}
