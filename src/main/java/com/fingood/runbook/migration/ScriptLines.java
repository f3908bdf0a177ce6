package com.fingood.runbook.migration;

/** Finds the line of each statement of a script, asked for in their order: Flyway tells a line only of one that fails. */
final class ScriptLines {

    private final String text;
    private int at;
    private int line = 1;

    ScriptLines(String text) {
        // Flyway reads a script line by line and joins the lines in the machine's own way.
        this.text = text.replace("\r\n", "\n");
    }

    /** @return from 1; null when the statement is not there word for word */
    Integer next(String sql) {
        String wanted = sql.replace("\r\n", "\n");
        int start = StatementWords.startOf(wanted);
        if (start >= wanted.length()) {
            return null;
        }
        int found = text.indexOf(wanted.substring(start).strip(), at);
        if (found < 0) {
            return null;
        }
        for (; at < found; at++) {
            line += text.charAt(at) == '\n' ? 1 : 0;
        }
        return line;
    }
}
