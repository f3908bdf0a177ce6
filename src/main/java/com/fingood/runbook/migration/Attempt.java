package com.fingood.runbook.migration;

import java.util.List;

/** What running one script came to, before anybody looked at what is left. {@code failure} is null when it succeeded. */
record Attempt(
        List<StatementReport> statements,
        long millis,
        boolean outsideTransaction,
        boolean endedTransaction,
        ScriptFailure failure) {}
