package com.fingood.runbook.cli;

import com.fingood.runbook.diagnosis.performance.Measurement;
import com.fingood.runbook.diagnosis.performance.MonitorReport;
import com.fingood.runbook.diagnosis.performance.MonitoredQuery;
import com.fingood.runbook.diagnosis.performance.PerformanceCheck;
import com.fingood.runbook.diagnosis.performance.PerformanceResult;
import com.fingood.runbook.diagnosis.performance.Plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Performance as text for people. */
final class PerformanceLines {

    private PerformanceLines() {}

    static List<String> of(Measurement measurement, Path file) {
        List<String> lines = new ArrayList<>();
        lines.add(measurement.target() + ": " + measurement.words() + "; kept in " + file);
        Table table = Table.of("  QUERY", "TOUCHED", "MILLIS", "PLAN");
        measurement
                .queries()
                .forEach(query -> table.row(
                        "  " + query.id(),
                        query.plan() == null ? null : query.plan().touchedWords(),
                        query.plan() == null ? null : millis(query.plan().millis()),
                        query.plan() == null ? query.reason() : query.plan().shapeWords()));
        if (!measurement.queries().isEmpty()) {
            lines.addAll(table.lines());
        }
        return lines;
    }

    static List<String> of(PerformanceResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(result.target() + ": " + result.verdict().label().toUpperCase(Locale.ROOT) + " (" + result.message()
                + "), against the baseline of " + result.baseline());
        Table table = Table.of("  QUERY", "OUTCOME", "TOUCHED", "LIMIT", "MILLIS THEN", "NOW", "");
        for (PerformanceCheck check : result.checks()) {
            table.row(
                    "  " + check.id(),
                    check.outcome().label(),
                    check.observed(),
                    check.limit(),
                    millis(check.then()),
                    millis(check.now()),
                    check.message());
        }
        if (!result.checks().isEmpty()) {
            lines.addAll(table.lines());
        }
        result.checks().stream().filter(PerformanceCheck::otherPlan).forEach(check -> {
            lines.add("  " + check.id() + ", plan of the baseline:");
            check.then().shape().forEach(step -> lines.add("    " + step));
            lines.add("  " + check.id() + ", plan now:");
            check.now().shape().forEach(step -> lines.add("    " + step));
        });
        return lines;
    }

    static List<String> of(MonitorReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(report.target() + ": " + report.verdict().label().toUpperCase(Locale.ROOT) + " (" + report.message()
                + "), against the baseline of " + report.baseline());
        Table table =
                Table.of("  QUERY", "OUTCOME", "LOOKS", "BREACHES", "ALERTS", "UNKNOWN", "MOST TOUCHED", "LIMIT", "");
        for (MonitoredQuery query : report.checks()) {
            table.row(
                    "  " + query.id(),
                    query.outcome().label(),
                    query.looks(),
                    query.breaches(),
                    query.alerts(),
                    query.unknown(),
                    query.observed(),
                    query.limit(),
                    query.message());
        }
        if (!report.checks().isEmpty()) {
            lines.addAll(table.lines());
        }
        return lines;
    }

    private static String millis(Plan plan) {
        return plan == null ? null : millis(plan.millis());
    }

    private static String millis(Double millis) {
        return millis == null ? null : "%.2f".formatted(millis);
    }
}
