package com.fingood.runbook.migration;

/**
 * Why a script did not come to its end.
 *
 * @param code {@code sql-error}, {@code lock-timeout}, {@code statement-timeout}, {@code script-ended-transaction}, {@code
 *     cancelled}, {@code connection-lost} or {@code history-not-as-expected}
 * @param words for a person; no row values
 * @param statement number of the statement, from 1; null when none was running
 * @param line line of the script where that statement begins; null when not known
 * @param sqlState the database's own code; null when it said nothing
 */
public record ScriptFailure(String code, String words, Integer statement, Integer line, String sqlState) {

    boolean isConnectionLost() {
        return code.equals("connection-lost");
    }

    boolean isCancelled() {
        return code.equals("cancelled");
    }
}
