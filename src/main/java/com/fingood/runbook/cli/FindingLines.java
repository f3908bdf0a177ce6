package com.fingood.runbook.cli;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Level;
import com.fingood.runbook.safety.Severity;
import com.fingood.runbook.safety.Waiver;
import com.fingood.runbook.safety.lint.Excerpt;
import com.fingood.runbook.safety.lint.SafetyReport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A safety report for people: each finding with its place, its line, the condition, the effect and the safe way. */
final class FindingLines {

    /** More than anybody reads; the rest is counted, and all of them are in the JSON. */
    private static final int MOST = 200;

    private final SafetyReport report;
    private final List<String> lines = new ArrayList<>();

    private FindingLines(SafetyReport report) {
        this.report = report;
    }

    static List<String> of(SafetyReport report, Level level) {
        FindingLines lines = new FindingLines(report);
        report.findings().stream().limit(MOST).forEach(lines::finding);
        if (report.findings().size() > MOST) {
            lines.lines.add("... and " + (report.findings().size() - MOST) + " more; --format json has them all.");
            lines.lines.add("");
        }
        report.waivers().forEach(lines::waiver);
        lines.verdict(level);
        return lines.lines;
    }

    private void finding(Finding finding) {
        String place = finding.file()
                + (finding.line() == null ? "" : ":" + finding.line())
                + (finding.column() == null ? "" : ":" + finding.column());
        lines.add(place + ": " + finding.severity().label() + " " + finding.rule() + ": " + finding.condition());
        report.excerpt(finding).ifPresent(excerpt -> caret(finding, excerpt));
        if (finding.lock() != null) {
            lines.add("  lock:   " + finding.lock());
        }
        block("  effect: ", finding.effect());
        block("  safe:   ", finding.workaround());
        lines.add("");
    }

    private void caret(Finding finding, Excerpt excerpt) {
        String number = String.valueOf(finding.line());
        lines.add("  " + number + " | " + excerpt.text());
        lines.add("  " + " ".repeat(number.length()) + " | " + " ".repeat(excerpt.caret()) + "^");
    }

    private void block(String label, String text) {
        for (String line : text.split("\n")) {
            lines.add(label + line);
            label = " ".repeat(label.length());
        }
    }

    private void waiver(Waiver waiver) {
        lines.add(waiver.file() + ":" + waiver.line() + ": waived " + waiver.rule() + " (" + waiver.ticket() + "): "
                + waiver.reason());
    }

    private void verdict(Level level) {
        String counts = Arrays.stream(Severity.values())
                .sorted((one, other) -> other.compareTo(one))
                .map(severity -> count(severity))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        lines.add(report.verdict(level).label().toUpperCase(Locale.ROOT) + " at level " + level.label() + ": "
                + report.scripts() + (report.scripts() == 1 ? " script" : " scripts") + ", "
                + (counts.isEmpty() ? "no findings" : counts)
                + (report.waivers().isEmpty() ? "" : ", " + report.waivers().size() + " waived") + ".");
    }

    private String count(Severity severity) {
        long found = report.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .count();
        return found == 0 ? "" : found + " " + severity.label();
    }
}
