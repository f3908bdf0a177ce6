package com.fingood.runbook.cli;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.RunId;

import javax.sql.DataSource;

import java.util.Optional;

/**
 * What a command works with once it may.
 *
 * @param run the run that it belongs to, or null
 * @param actor who gave it, as history and ledger name them
 * @param engine the engine's database, where there is one
 */
record Scope(
        RunId run,
        String actor,
        Cancellation cancellation,
        Progress progress,
        RunEvents events,
        Optional<DataSource> engine) {}
