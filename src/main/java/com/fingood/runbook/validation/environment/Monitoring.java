package com.fingood.runbook.validation.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fingood.runbook.target.TargetProperties;

/** Whether the monitoring works, watches this target, and has nothing to tell. */
final class Monitoring implements EnvironmentChecks.Looking {

    private static final JsonMapper JSON = new JsonMapper();

    /** Judges a document. */
    interface Judging {
        /** Null when the document has not the form that was expected. */
        Finding of(JsonNode document);
    }

    private final HttpProbe http;

    Monitoring(HttpProbe http) {
        this.http = http;
    }

    @Override
    public void look(Visit visit, Points points) {
        Probing probing = new Probing(http, visit);
        TargetProperties.Probes probes = visit.properties().probes();
        points.add("system", () -> probing.health("probes.monitoring", probes.monitoring(), "The monitoring system"));
        points.add("alerts", () -> document(
                        probing, visit, "probes.alerts", probes.alerts(), "The list of alerts", Alerts::judged)
                .within("no alert firing"));
        points.add("alert-rules", () -> document(
                        probing,
                        visit,
                        "probes.alert-rules",
                        probes.alertRules(),
                        "The list of alert rules",
                        new AlertRules(visit.target())::judged)
                .within("at least one alert rule that names this target"));
        points.add(
                "log-monitoring",
                () -> probing.health("probes.log-monitoring", probes.logMonitoring(), "The log monitoring"));
    }

    private static Finding document(
            Probing probing, Visit visit, String key, String url, String system, Judging judging) {
        return probing.asked(key, url, system, body -> {
            Finding finding = judged(body, judging);
            return finding != null
                    ? finding
                    : Finding.failed(
                            system + " has not the form that Prometheus gives it.",
                            "Correct " + visit.key(key) + ": it must be the address of the JSON, not of a page.");
        });
    }

    private static Finding judged(String body, Judging judging) {
        try {
            JsonNode document = JSON.readTree(body);
            return document == null ? null : judging.of(document);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
