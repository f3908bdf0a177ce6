package com.fingood.runbook.diagnosis.performance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fingood.runbook.validation.Outcome;

import java.util.List;
import java.util.Map;

/**
 * What a monitoring said about one query.
 *
 * @param outcome failed after an alert; unknown when the last look gave no answer or was outside without being an alert yet
 * @param observed most pages (H2: rows) that one look touched; null when it never ran
 * @param limit most that it may touch; null when the baseline has no number
 * @param looks how often it was looked at
 * @param breaches looks outside the baseline
 * @param alerts how often there were three of those in a row
 * @param unknown looks without an answer
 * @param meanMillis for information; null when it never ran
 */
@JsonPropertyOrder({"id", "outcome", "observed", "limit", "evidence", "message"})
public record MonitoredQuery(
        String id,
        Outcome outcome,
        Long observed,
        Long limit,
        String message,
        int looks,
        int breaches,
        int alerts,
        int unknown,
        Double meanMillis,
        Double slowestMillis) {

    @JsonProperty("evidence")
    public List<Map<String, String>> evidence() {
        return breaches + unknown == 0
                ? List.of()
                : List.of(Map.of(
                        "looks", String.valueOf(looks),
                        "breaches", String.valueOf(breaches),
                        "alerts", String.valueOf(alerts),
                        "unknown", String.valueOf(unknown)));
    }
}
