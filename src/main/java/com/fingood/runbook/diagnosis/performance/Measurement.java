package com.fingood.runbook.diagnosis.performance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All declared queries of a target at one moment. Kept as the baseline that later ones are compared with.
 *
 * @param dialect of the database that was measured
 * @param queries in the order of the change folder
 */
public record Measurement(String target, String dialect, Instant taken, List<MeasuredQuery> queries) {

    public Measurement {
        queries = List.copyOf(queries);
    }

    public Optional<MeasuredQuery> query(String id) {
        return queries.stream().filter(query -> query.id().equals(id)).findFirst();
    }

    /** How many were run, in words. */
    public String words() {
        long measured = queries.stream().filter(query -> query.plan() != null).count();
        return queries.isEmpty()
                ? "no critical query is declared in performance/, so nothing was measured"
                : measured + " of " + queries.size() + " critical queries measured";
    }
}
