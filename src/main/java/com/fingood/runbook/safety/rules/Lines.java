package com.fingood.runbook.safety.rules;

import com.fingood.runbook.safety.sql.Place;
import com.fingood.runbook.safety.sql.Script;
import com.fingood.runbook.safety.sql.Statement;

/** Turns positions in a script's text, asked for in ascending order or not, into places. */
final class Lines {

    private final Script script;
    private int position;
    private int line = 1;
    private int lineStart;

    Lines(Script script) {
        this.script = script;
    }

    Place place(int offset) {
        if (offset < position) {
            position = 0;
            line = 1;
            lineStart = 0;
        }
        String text = script.text();
        for (; position < offset; position++) {
            char c = text.charAt(position);
            if (c == '\n' || c == '\r' && (position + 1 >= text.length() || text.charAt(position + 1) != '\n')) {
                line++;
                lineStart = position + 1;
            }
        }
        return new Place(line, offset - lineStart + 1);
    }

    /** The statement that stands at a place; null outside of every one. */
    Statement statement(Place place) {
        int low = 0;
        int high = script.statements().size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (isBehind(script.statements().get(middle).place(), place)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Statement found = low == 0 ? null : script.statements().get(low - 1);
        return found == null || isBehind(place, end(found)) ? null : found;
    }

    private static Place end(Statement statement) {
        boolean oneLine = statement.text().indexOf('\n') < 0 && statement.text().indexOf('\r') < 0;
        int length = statement.text().length();
        return oneLine
                ? new Place(statement.place().line(), statement.place().column() + length)
                : new Place(statement.end().line() + linesInLastWord(statement), Integer.MAX_VALUE);
    }

    /** A string goes on over lines; its place is that of its first. */
    private static int linesInLastWord(Statement statement) {
        long lines = statement.text().lines().count();
        return (int) lines - 1 - (statement.end().line() - statement.place().line());
    }

    private static boolean isBehind(Place one, Place other) {
        return one.line() > other.line() || one.line() == other.line() && one.column() > other.column();
    }
}
