package com.fingood.runbook.process.briefing;

import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.migration.StatementReport;
import com.fingood.runbook.migration.StatementReport.TableLock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rehearsal as a form shows it: both ways, and what each statement locked, held, wrote and took. */
final class RehearsalView {

    private static final int MOST_STATEMENTS = 50;
    private static final int MOST_DIFFERENCES = 20;
    private static final int LONGEST_STATEMENT = 200;

    private static final List<String> STRONGEST_FIRST = List.of(
            "AccessExclusiveLock",
            "ExclusiveLock",
            "ShareRowExclusiveLock",
            "ShareLock",
            "ShareUpdateExclusiveLock",
            "RowExclusiveLock",
            "RowShareLock",
            "AccessShareLock");

    private RehearsalView() {}

    static Map<String, Object> of(RehearsalReport report) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("upMillis", Long.toString(report.upMillis()));
        if (report.downMillis() != null) {
            shown.put("downMillis", Long.toString(report.downMillis()));
        }
        shown.put("undo", report.downMillis() == null ? "missing" : report.lossless() ? "lossless" : "loses data");
        shown.put(
                "differences",
                report.differences().stream().limit(MOST_DIFFERENCES).toList());
        totals(shown, report.statements());
        shown.put("statements", statements(report.statements()));
        return shown;
    }

    /** What an approver reads first; what was not measured is left out. */
    private static void totals(Map<String, Object> shown, List<StatementReport> statements) {
        strongest(statements).ifPresent(lock -> shown.put("strongest", lock));
        if (statements.stream().allMatch(s -> s.rows() != null)) {
            shown.put(
                    "rows",
                    Long.toString(
                            statements.stream().mapToLong(StatementReport::rows).sum()));
        }
        if (statements.stream().allMatch(s -> s.walBytes() != null)) {
            shown.put(
                    "wal",
                    bytes(statements.stream()
                            .mapToLong(StatementReport::walBytes)
                            .sum()));
        }
        String rewrites = statements.stream()
                .filter(s -> s.rewrites() != null)
                .flatMap(s -> s.rewrites().stream())
                .distinct()
                .limit(10)
                .collect(Collectors.joining(", "));
        if (!rewrites.isEmpty()) {
            shown.put("rewrites", rewrites);
        }
    }

    private static Optional<String> strongest(List<StatementReport> statements) {
        for (String mode : STRONGEST_FIRST) {
            for (int i = 0; i < statements.size(); i++) {
                List<TableLock> locks =
                        Optional.ofNullable(statements.get(i).locks()).orElse(List.of());
                List<TableLock> found =
                        locks.stream().filter(l -> l.mode().equals(mode)).toList();
                if (!found.isEmpty()) {
                    long held = statements.subList(i, statements.size()).stream()
                            .mapToLong(StatementReport::millis)
                            .sum();
                    return Optional.of(locks(found) + ", held " + held + " ms");
                }
            }
        }
        return Optional.empty();
    }

    private static List<Map<String, String>> statements(List<StatementReport> statements) {
        List<Map<String, String>> rows = new ArrayList<>();
        long rest = 0;
        for (int i = statements.size() - 1; i >= 0; i--) {
            rest += statements.get(i).millis();
            rows.add(row(statements.get(i), rest));
        }
        Collections.reverse(rows);
        return rows.stream().limit(MOST_STATEMENTS).toList();
    }

    /** @param rest milliseconds from its begin to the end of the script, which is how long its locks are held */
    private static Map<String, String> row(StatementReport s, long rest) {
        return Rows.row(
                "number", s.number(),
                "sql", s.sql().length() <= LONGEST_STATEMENT ? s.sql() : s.sql().substring(0, LONGEST_STATEMENT) + "…",
                "millis", s.millis(),
                "locks", s.locks() == null ? "not measured" : locks(s.locks()),
                "held", s.locks() == null || s.locks().isEmpty() ? null : rest,
                "rows", s.rows() == null ? "not measured" : s.rows(),
                "wal", s.walBytes() == null ? "not measured" : bytes(s.walBytes()),
                "rewrites", s.rewrites() == null ? "not measured" : String.join(", ", s.rewrites()));
    }

    private static String locks(List<TableLock> locks) {
        return locks.stream()
                .map(lock -> lock.table() + ": "
                        + lock.mode().replaceAll("Lock$", "").replaceAll("([a-z])([A-Z])", "$1 $2"))
                .collect(Collectors.joining(", "));
    }

    private static String bytes(long bytes) {
        if (bytes < 10_000) {
            return bytes + " bytes";
        }
        return bytes < 10_000_000 ? bytes / 1_000 + " kB" : bytes / 1_000_000 + " MB";
    }
}
