package com.fingood.runbook.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a restore did.
 *
 * @param run the run it belongs to, or null
 * @param database the restored database (H2: file), under its old name
 * @param failedDatabase where the replaced one is kept; null when there was none
 * @param moment the instant that the database was taken back to: what was written after it is in {@code failedDatabase} only
 * @param resumed an earlier call with the same run had begun
 * @param warnings what could not be put back, each with the statement or GRANT that does it; empty = everything is back
 */
public record RestoreReport(
        String backup,
        String run,
        String target,
        String database,
        String failedDatabase,
        Instant moment,
        boolean resumed,
        List<String> warnings,
        Instant started,
        Instant ended) {

    public RestoreReport {
        warnings = List.copyOf(warnings);
    }
}
