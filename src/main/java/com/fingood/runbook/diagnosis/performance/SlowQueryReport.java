package com.fingood.runbook.diagnosis.performance;

import java.time.Instant;
import java.util.List;

/**
 * The statements that took most of the time.
 *
 * @param source {@code pg_stat_statements} or {@code declared queries}
 * @param period what was counted, in words
 * @param notes what is hidden or missing, in words
 * @param queries the one that took most in total first
 */
public record SlowQueryReport(
        String target, String source, Instant looked, String period, List<String> notes, List<SlowQuery> queries) {

    static final String STATISTICS = "pg_stat_statements";
    static final String DECLARED = "declared queries";

    public SlowQueryReport {
        notes = List.copyOf(notes);
        queries = List.copyOf(queries);
    }

    /** In words, for the record. */
    public String words() {
        return queries.size() + " statements by " + source + " (" + period + "), "
                + queries.stream().filter(SlowQuery::slow).count() + " of them slow";
    }
}
