package com.fingood.runbook.migration;

import java.util.regex.Pattern;

/** The data lines behind {@code COPY ... FROM STDIN}: no SQL, whatever they look like, and an apostrophe in them quotes nothing. */
final class CopyData {

    private static final Pattern START =
            Pattern.compile("\\s*COPY\\b.*\\bFROM\\s+STDIN\\b.*", Pattern.CASE_INSENSITIVE);

    private CopyData() {}

    /** Whether data begin on the next line. */
    static boolean beginsAfter(String line) {
        return START.matcher(line).matches();
    }

    static boolean endsWith(String line) {
        return line.equals("\\.");
    }

    /** The same text with each line of data empty, so that line numbers stay. */
    static String without(String script) {
        if (!script.toLowerCase(java.util.Locale.ROOT).contains("stdin")) {
            return script;
        }
        StringBuilder out = new StringBuilder(script.length());
        boolean copying = false;
        for (String line : (Iterable<String>) script.lines()::iterator) {
            if (!copying) {
                out.append(line);
                copying = beginsAfter(line);
            } else {
                copying = !endsWith(line);
            }
            out.append('\n');
        }
        return out.toString();
    }
}
