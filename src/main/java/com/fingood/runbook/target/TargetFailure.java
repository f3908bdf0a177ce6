package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

import java.sql.SQLException;

/** Turns what a database answered into words for a person: the server's own message, its SQL state, and what was being done. */
public final class TargetFailure {

    private TargetFailure() {}

    /** Connection lost or refused (SQL state 08, 57P, H2 900xx for closed or unreachable) = UNREACHABLE, all else FAILED. */
    public static Refusal of(String target, String doing, SQLException e) {
        String words = "Target " + target + " answered while " + doing + ": " + firstLine(e) + " (SQL state "
                + e.getSQLState() + ").";
        if (isConnectionLoss(e)) {
            return Refusal.unreachable("target-unreachable", words + " Check that it is up and try again.", e);
        }
        return new Refusal(Refusal.Kind.FAILED, "target-error", words, e);
    }

    public static boolean isConnectionLoss(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("08") || state.startsWith("57P") || state.matches("90067|90098|90121|90108|90007");
    }

    /** The first line of the server's message: no statement text, no detail line (it holds row values). */
    public static String firstLine(SQLException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.lines().findFirst().orElse("").strip();
        int statement = line.indexOf("; SQL statement");
        return statement < 0 ? line : line.substring(0, statement);
    }
}
