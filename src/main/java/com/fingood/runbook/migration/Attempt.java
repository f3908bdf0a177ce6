package com.fingood.runbook.migration;

import java.util.List;

/** What running one script came to, before anybody looked at what is left. {@code failure} is null when it succeeded. */
record Attempt(
        List<StatementReport> statements,
        long millis,
        boolean outsideTransaction,
        boolean endedTransaction,
        ScriptFailure failure) {

    /** The same, cancelled while it waited to be tried again. */
    Attempt cancelledBetweenTries() {
        return new Attempt(
                statements,
                millis,
                outsideTransaction,
                endedTransaction,
                new ScriptFailure(
                        "cancelled",
                        "It was cancelled between two tries to get its locks.",
                        failure.statement(),
                        failure.line(),
                        null));
    }
}
