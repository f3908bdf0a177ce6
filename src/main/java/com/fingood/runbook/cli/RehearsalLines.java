package com.fingood.runbook.cli;

import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.migration.StatementReport;
import com.fingood.runbook.migration.StatementReport.TableLock;
import com.fingood.runbook.safety.Finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A rehearsal's report for people: the verdict, each statement, what is to be known, and whether the undo leads back. */
final class RehearsalLines {

    private static final List<String> WEAKEST_FIRST = List.of(
            "AccessShareLock",
            "RowShareLock",
            "RowExclusiveLock",
            "ShareUpdateExclusiveLock",
            "ShareLock",
            "ShareRowExclusiveLock",
            "ExclusiveLock",
            "AccessExclusiveLock");

    private RehearsalLines() {}

    static List<String> of(String target, RehearsalReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("Rehearsal of " + report.version() + " for " + target + ": "
                + (report.passed() ? "PASSED" : "FAILED. " + report.failure()));
        Table table = Table.of("#", "STATEMENT", "STRONGEST LOCKS", "WRITTEN ANEW", "READ WHOLLY", "ROWS", "LOG", "MS");
        report.statements().forEach(statement -> row(table, statement));
        lines.addAll(table.lines());
        for (Finding finding : report.findings()) {
            lines.add(finding.severity().label().toUpperCase(Locale.ROOT) + " " + finding.rule() + place(finding) + ": "
                    + finding.condition() + " " + finding.effect());
            lines.add("    " + finding.workaround());
        }
        report.checks().forEach(check -> lines.add("Check: " + check));
        report.warnings().forEach(warning -> lines.add("Note: " + warning));
        lines.add(undo(report));
        report.differences().forEach(difference -> lines.add("    " + difference));
        return lines;
    }

    private static void row(Table table, StatementReport statement) {
        table.row(
                statement.number(),
                statement.sql(),
                locks(statement.locks()),
                names(statement.rewrites()),
                names(statement.scans()),
                statement.rows(),
                statement.walBytes() == null ? null : bytes(statement.walBytes()),
                statement.millis());
    }

    private static String locks(List<TableLock> locks) {
        if (locks == null) {
            return null;
        }
        return locks.stream()
                .sorted(Comparator.comparing((TableLock lock) -> WEAKEST_FIRST.indexOf(lock.mode()))
                        .reversed())
                .map(lock -> lock.table() + " " + lock.mode().replaceFirst("Lock$", ""))
                .collect(
                        Collectors.collectingAndThen(Collectors.joining(", "), text -> text.isEmpty() ? "none" : text));
    }

    private static String names(List<String> names) {
        return names == null ? null : names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static String bytes(long bytes) {
        return bytes < 10_240 ? bytes + " B" : bytes < 10_485_760 ? bytes / 1024 + " kB" : bytes / 1_048_576 + " MB";
    }

    private static String place(Finding finding) {
        return finding.line() == null ? "" : " " + finding.file() + ":" + finding.line();
    }

    private static String undo(RehearsalReport report) {
        if (report.after() == null) {
            return "Undo: not tried, since the change itself failed.";
        }
        if (report.downMillis() == null) {
            return "Undo: there is none. Only a restore leads back.";
        }
        return "Undo: " + report.downMillis() + " ms; "
                + (report.lossless()
                        ? "gives everything back."
                        : "does NOT give everything back: only a restore leads back.");
    }
}
