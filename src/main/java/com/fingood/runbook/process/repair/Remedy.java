package com.fingood.runbook.process.repair;

import com.fingood.runbook.migration.CrashDecision;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.util.Optional;

/** What may be done about a history that does not say what is true. Nothing else is ever done to it. */
enum Remedy {
    /** The schema is the rehearsed one: only the row is missing. */
    RECORD(
            "The target has exactly the schema that the rehearsal led to, and the history has no row of this version: the row is"
                    + " written, the script is not run."),
    /** An attempt outside a transaction failed, and its row stops every other. */
    REMOVE_FAILED_ROW(
            "The history holds the failed row of this version's attempt: INVALID indexes that it left are dropped, then"
                    + " exactly that row is removed; no other row and no checksum is touched.");

    static final String FACT = "remedy";

    private final String words;

    Remedy(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Asked while nobody of the run is at work; empty = there is none, and a person must put right what is there. */
    static Optional<Remedy> of(CrashDecision found, Target target, Run run) {
        return switch (found.state()) {
            case AFTER_WITHOUT_HISTORY -> Optional.of(RECORD);
            case UNKNOWN -> MigrationHistory.of(target, new SessionTag(run.id().value(), "remedy"))
                    .row(run.version())
                    .filter(row -> !row.success())
                    .map(row -> REMOVE_FAILED_ROW);
            default -> Optional.empty();
        };
    }
}
