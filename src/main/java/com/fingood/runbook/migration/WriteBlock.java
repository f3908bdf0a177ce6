package com.fingood.runbook.migration;

import com.fingood.runbook.migration.StatementReport.TableLock;
import com.fingood.runbook.safety.measured.LockMode;
import com.fingood.runbook.target.Fingerprint;

import java.util.List;
import java.util.Objects;

/** How long a change keeps others from writing, as its rehearsal measured it. */
public final class WriteBlock {

    private WriteBlock() {}

    /**
     * The longest time in milliseconds for which a lock that stops writers was held. Locks last until the script ends. Where a database
     * does not tell its locks, the whole script counts: unknown is never none.
     */
    public static long longestMillis(RehearsalReport report) {
        List<StatementReport> statements = report.statements();
        if (statements.stream().map(StatementReport::locks).anyMatch(Objects::isNull)) {
            return report.upMillis();
        }
        long millis = 0;
        long longest = 0;
        for (int i = statements.size() - 1; i >= 0; i--) {
            millis += statements.get(i).millis();
            if (statements.get(i).locks().stream().anyMatch(lock -> stopsWriters(lock, report))) {
                longest = millis;
            }
        }
        return longest;
    }

    /** Nobody waits for a table that the change itself makes. */
    private static boolean stopsWriters(TableLock lock, RehearsalReport report) {
        boolean strong = LockMode.of(lock.mode()).map(LockMode::blocksWriters).orElse(true);
        return strong && (has(report.before(), lock.table()) || !has(report.after(), lock.table()));
    }

    private static boolean has(Fingerprint fingerprint, String table) {
        return fingerprint != null
                && (fingerprint.schema().containsKey("table:" + table)
                        || fingerprint.schema().containsKey("table:public." + table));
    }
}
