package com.fingood.runbook.migration;

import com.fingood.runbook.target.Dialect;

import java.sql.SQLException;

/**
 * Why a script did not come to its end.
 *
 * @param code {@code sql-error}, {@code lock-timeout}, {@code deadlock}, {@code statement-timeout}, {@code script-ended-transaction}, {@code
 *     cancelled}, {@code connection-lost} or {@code history-not-as-expected}
 * @param words for a person; no row values
 * @param statement number of the statement, from 1; null when none was running
 * @param line line of the script where that statement begins; null when not known
 * @param sqlState the database's own code; null when it said nothing
 */
public record ScriptFailure(String code, String words, Integer statement, Integer line, String sqlState) {

    static final String LOCK_TIMEOUT = "lock-timeout";
    static final String DEADLOCK = "deadlock";

    /** What a database's error means for a script. */
    static String codeOf(SQLException e, Dialect dialect) {
        return switch (e.getSQLState() == null ? "" : e.getSQLState()) {
            case "55P03", "HYT00" -> LOCK_TIMEOUT;
            case "40P01" -> DEADLOCK;
                // PostgreSQL's 40001 is a serialization failure.
            case "40001" -> dialect.name().equals("h2") ? DEADLOCK : "sql-error";
            case "57014" -> "statement-timeout";
            default -> "sql-error";
        };
    }

    static boolean isAboutLocks(String code) {
        return code.equals(LOCK_TIMEOUT) || code.equals(DEADLOCK);
    }

    boolean isAboutLocks() {
        return isAboutLocks(code);
    }

    boolean isConnectionLost() {
        return code.equals("connection-lost");
    }

    boolean isCancelled() {
        return code.equals("cancelled");
    }
}
