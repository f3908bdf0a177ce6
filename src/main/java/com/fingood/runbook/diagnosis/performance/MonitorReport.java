package com.fingood.runbook.diagnosis.performance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fingood.runbook.validation.Outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a monitoring saw.
 *
 * @param baseline when the baseline was taken
 * @param looks how often the target was looked at
 * @param stopped whether it was ended before its time
 */
@JsonPropertyOrder({"target", "suite", "verdict", "message", "checks"})
public record MonitorReport(
        String target,
        Instant baseline,
        Instant started,
        Instant finished,
        int looks,
        boolean stopped,
        List<MonitoredQuery> checks) {

    public MonitorReport {
        checks = List.copyOf(checks);
    }

    @JsonProperty("suite")
    public String suite() {
        return "performance";
    }

    @JsonProperty("verdict")
    public Outcome verdict() {
        return Outcome.verdict(checks.stream().map(MonitoredQuery::outcome).toList());
    }

    @JsonProperty("message")
    public String message() {
        int alerts = checks.stream().mapToInt(MonitoredQuery::alerts).sum();
        return looks + " looks in " + Duration.between(started, finished).toSeconds() + " s, " + alerts + " alerts"
                + (stopped ? "; stopped before its time" : "");
    }
}
