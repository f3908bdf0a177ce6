package com.fingood.runbook.safety.sql;

import java.util.List;

/**
 * A script as read.
 *
 * @param file the name that findings carry
 * @param text as it was read, comments and COPY data included
 * @param comments the line comments that speak to the check ({@code runbook:...}), in order
 * @param flaws what kept it from being read as it was meant
 */
public record Script(String file, String text, List<Statement> statements, List<Comment> comments, List<Flaw> flaws) {

    public Script {
        statements = List.copyOf(statements);
        comments = List.copyOf(comments);
        flaws = List.copyOf(flaws);
    }

    /** Reads any text; what is wrong with it is among the flaws and never an exception. */
    public static Script read(String file, String text) {
        return ScriptReader.read(file, text);
    }
}
