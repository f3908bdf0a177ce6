package com.fingood.runbook.safety.sql;

/**
 * One word of a statement.
 *
 * @param text as written, quotes included
 */
public record Token(Type type, String text, Place place) {

    /** What it is. */
    public enum Type {
        WORD,
        /** A name in double quotes. */
        QUOTED,
        /** A literal in single quotes or dollars, whatever its prefix. */
        STRING,
        NUMBER,
        /** An operator or punctuation. */
        SYMBOL
    }

    /** A keyword in any case, or exactly this symbol; never a quoted name. */
    public boolean is(String wanted) {
        return (type == Type.WORD || type == Type.SYMBOL) && text.equalsIgnoreCase(wanted);
    }

    /** One of these keywords or symbols. */
    public boolean isAny(String... wanted) {
        for (String one : wanted) {
            if (is(one)) {
                return true;
            }
        }
        return false;
    }

    /** Something that can be a name. */
    public boolean isName() {
        return type == Type.WORD || type == Type.QUOTED;
    }
}
