package com.fingood.runbook.process.briefing;

import com.fingood.runbook.safety.Finding;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Findings about a change, the worst first. */
final class FindingRows {

    private static final int MOST = 100;

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

    private static Map<String, String> row(Finding f) {
        return Rows.row(
                "rule", f.rule(),
                "severity", f.severity().label(),
                "source", f.source().label(),
                "where", where(f),
                "condition", f.condition(),
                "effect", f.effect(),
                "workaround", f.workaround(),
                "lock", f.lock(),
                "table", f.table(),
                "millis", f.millis());
    }

    private static String where(Finding f) {
        String place = f.file() == null ? "" : f.line() == null ? f.file() : f.file() + ":" + f.line();
        return f.statement() == null ? place : (place + " " + f.statement()).strip();
    }
}
