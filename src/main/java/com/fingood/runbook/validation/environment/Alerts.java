package com.fingood.runbook.validation.environment;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Alerts as Prometheus ({@code /api/v1/alerts}) or Alertmanager ({@code /api/v2/alerts}) lists them. Only their names are shown:
 * labels and annotations may hold anything. A silenced alert still fires. One whose severity is {@code none} fires always, by
 * design, to show that alerting works.
 */
final class Alerts {

    private Alerts() {}

    /** Null when it is no such list. */
    static Finding judged(JsonNode document) {
        boolean ofAlertmanager = document.isArray();
        JsonNode alerts = ofAlertmanager ? document : document.path("data").path("alerts");
        if (!alerts.isArray()
                || (!ofAlertmanager && !document.path("status").asText().equals("success"))) {
            return null;
        }
        for (JsonNode alert : alerts) {
            if (!alert.path("labels").isObject() || stateOf(alert).isEmpty()) {
                return null;
            }
        }
        List<String> firing = StreamSupport.stream(alerts.spliterator(), false)
                .filter(Alerts::fires)
                .map(Alerts::name)
                .distinct()
                .sorted()
                .toList();
        return firing.isEmpty()
                ? Finding.passed("No alert is firing.")
                : Finding.failed(
                                Words.count(firing.size(), "alert is", "alerts are") + " firing: "
                                        + String.join(", ", firing.subList(0, Math.min(5, firing.size())))
                                        + (firing.size() > 5 ? ", ..." : "") + ".",
                                "Clear up what they are about before a migration adds to it.")
                        .proven(firing);
    }

    private static boolean fires(JsonNode alert) {
        boolean always = alert.path("labels").path("severity").asText().equals("none");
        return !always && !List.of("pending", "inactive").contains(stateOf(alert));
    }

    /** {@code firing} or {@code pending} of Prometheus, {@code active} or {@code suppressed} of Alertmanager. */
    private static String stateOf(JsonNode alert) {
        return alert.path("status").isObject()
                ? alert.path("status").path("state").asText()
                : alert.path("state").asText();
    }

    private static String name(JsonNode alert) {
        String name = Words.name(alert.path("labels").path("alertname").asText("(without a name)"));
        return stateOf(alert).equals("suppressed") ? name + " (silenced)" : name;
    }
}
