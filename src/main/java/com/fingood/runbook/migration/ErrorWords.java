package com.fingood.runbook.migration;

import com.fingood.runbook.target.TargetFailure;

import java.sql.SQLException;

/** A database's message without row values: its first line, and of a data error only what comes before the value. */
final class ErrorWords {

    private ErrorWords() {}

    static String of(SQLException e) {
        String line = TargetFailure.firstLine(e);
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("22")) {
            // ERROR: invalid input syntax for type integer: "..."; Data conversion error converting "..."
            return line.replaceAll("(?s)(: |converting |value |parse )\".*", "$1(value withheld)");
        }
        if (state.startsWith("23")) {
            // H2 shows the row: ... ON public.t(id) VALUES ( /* key:1 */ ...
            return line.replaceAll("(?is)\\s*\\bvalues\\s*\\(.*", " (values withheld)");
        }
        return line;
    }
}
