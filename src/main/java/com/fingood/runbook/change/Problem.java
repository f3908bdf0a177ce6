package com.fingood.runbook.change;

/**
 * Something in a change folder that is not as it must be, in words for its author.
 *
 * @param where file name and line, {@code V2.1__daily_statements.md:4}, or the file name alone
 * @param what what is wrong
 * @param fix what to write instead
 */
public record Problem(String where, String what, String fix) {

    static Problem at(String file, int line, String what, String fix) {
        return new Problem(file + ":" + line, what, fix);
    }

    @Override
    public String toString() {
        return where + ": " + what + ". " + fix;
    }
}
