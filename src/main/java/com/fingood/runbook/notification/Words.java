package com.fingood.runbook.notification;

import java.util.regex.Pattern;

/** Makes an author's Markdown fit for a mail: no code, no addresses, short. */
final class Words {

    private static final Pattern CODE_BLOCK = Pattern.compile("(?s)(```|~~~).*?(\\1|\\z)");
    private static final Pattern INDENTED_CODE = Pattern.compile("(?m)^(?: {4}|\\t).*$");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>]+@[^\\s@<>]+");
    private static final Pattern MARKS = Pattern.compile("[`*#]|(?m)^\\s*[-+>]\\s+");
    /** Controls, line ends of every kind, broken surrogate pairs, and marks that turn the reading direction. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Pattern STATEMENT = Pattern.compile(
            "(?i)\\b(select\\b.{1,200}?\\bfrom|insert\\s+into|update\\s+\\S+\\s+set|delete\\s+from|(alter|create|drop|truncate)\\s+(table|index|view|schema))\\b[^.;]*[.;]?");

    private Words() {}

    /** The text in plain words, on one line; null when nothing is left. */
    static String plain(String markdown, int most) {
        if (markdown == null) {
            return null;
        }
        String text = CODE_BLOCK.matcher(markdown).replaceAll(" ");
        text = INDENTED_CODE.matcher(text).replaceAll(" ");
        text = STATEMENT.matcher(text).replaceAll(" ");
        text = ADDRESS.matcher(text).replaceAll("(address left out)");
        text = UNSEEN.matcher(MARKS.matcher(text).replaceAll(""))
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
        return text.isEmpty() ? null : sentences(text, most);
    }

    /** As many whole sentences as fit. */
    private static String sentences(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = text.lastIndexOf(". ", most - 1);
        return end > most / 3 ? text.substring(0, end + 1) : cut(text, most);
    }

    /** On one line, without characters that a header, a database or a reader's eye would trip over. */
    static String cut(String text, int most) {
        String line =
                UNSEEN.matcher(text).replaceAll(" ").replaceAll("\\s+", " ").strip();
        if (line.length() <= most) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1;
        return line.substring(0, end) + "…";
    }
}
