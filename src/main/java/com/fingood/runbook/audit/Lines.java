package com.fingood.runbook.audit;

import java.io.IOException;
import java.io.Reader;

/** Reads lines ended by a line feed and nothing else, and says whether they were: a reader of Java's would take others as well. */
final class Lines {

    record Line(String text, boolean ended) {}

    private Lines() {}

    /** @return null at the end */
    static Line next(Reader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int character = reader.read(); character >= 0; character = reader.read()) {
            if (character == '\n') {
                return new Line(text.toString(), true);
            }
            text.append((char) character);
        }
        return text.isEmpty() ? null : new Line(text.toString(), false);
    }
}
