package com.fingood.runbook.process.briefing;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Waiver;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Findings and waivers as rows of a form, the worst first. */
final class FindingRows {

    private static final int MOST = 60;

    private FindingRows() {}

    static List<Map<String, String>> of(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .limit(MOST)
                .map(FindingRows::row)
                .toList();
    }

    /** The highest severity; empty when nothing was found. */
    static Optional<String> worst(List<Finding> findings) {
        return findings.stream()
                .map(Finding::severity)
                .max(Comparator.naturalOrder())
                .map(severity -> severity.label());
    }

    static List<Map<String, String>> ofWaivers(List<Waiver> waivers) {
        return waivers.stream()
                .limit(MOST)
                .map(waiver -> Map.of(
                        "rule", waiver.rule(),
                        "where", text(waiver.file()) + ":" + waiver.line(),
                        "condition", text(waiver.condition()),
                        "reason", text(waiver.reason()),
                        "ticket", text(waiver.ticket())))
                .toList();
    }

    private static Map<String, String> row(Finding finding) {
        String line = finding.line() == null ? "" : ":" + finding.line();
        return Map.of(
                "rule", finding.rule(),
                "severity", finding.severity().label(),
                "source", finding.source().label(),
                "where", text(finding.file()) + line,
                "condition", text(finding.condition()),
                "effect", text(finding.effect()),
                "workaround", text(finding.workaround()),
                "lock", text(finding.lock()),
                "table", text(finding.table()),
                "millis", finding.millis() == null ? "" : finding.millis().toString());
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
