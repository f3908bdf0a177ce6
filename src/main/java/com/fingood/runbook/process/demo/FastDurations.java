package com.fingood.runbook.process.demo;

import java.util.Map;

/** Every configured duration, shortened so that a reader can watch the timers fire. */
final class FastDurations {

    private static final Map<String, String> ALL = Map.ofEntries(
            Map.entry("l1-answer", "30s"),
            Map.entry("checklist", "2m"),
            Map.entry("expected-at-least", "5s"),
            Map.entry("blockers-ended", "3s"),
            Map.entry("l1-resolve", "2m"),
            Map.entry("l2-answer", "20s"),
            Map.entry("l2-resolve", "1m"),
            Map.entry("l3-repeat", "10s"),
            Map.entry("l3-resolve", "2m"),
            Map.entry("approval", "1m"),
            Map.entry("approval-expiry", "10m"),
            Map.entry("immediate-rollback", "1m"),
            Map.entry("immediate-validation", "1m"),
            Map.entry("extended-validation", "2m"),
            Map.entry("long-term", "5m"),
            Map.entry("first-actions", "20s"),
            Map.entry("assessment", "1m"),
            Map.entry("vulnerability-scan", "5m"),
            Map.entry("scratch-expiry", "1h"),
            Map.entry("fence-overdue", "1m"),
            Map.entry("failed-database-kept", "1d"));

    private FastDurations() {}

    static Map<String, String> all() {
        return ALL;
    }
}
