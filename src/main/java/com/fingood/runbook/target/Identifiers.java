package com.fingood.runbook.target;

/** Identifiers in double quotes, which both databases take literally. */
final class Identifiers {

    private Identifiers() {}

    static String quoted(String identifier) {
        if (identifier.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an identifier holds no zero character");
        }
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
