package com.fingood.runbook.validation.environment;

import com.fingood.runbook.validation.Outcome;

import java.sql.SQLException;
import java.util.List;

/** Whether the target is a primary whose standbys are there and keep up, and whose archive is written. */
final class Replication implements EnvironmentChecks.Looking {

    @Override
    public void look(Visit visit, Points points) {
        if (!visit.isPostgres()) {
            points.add("standbys", () -> Finding.notApplicable("H2 does not replicate."));
            return;
        }
        points.add("primary", () -> primary(visit));
        boolean standby = points.all().get(0).outcome() == Outcome.FAILED;
        add(points, standby, "standbys", new Standbys(visit)::judged);
        add(points, standby, "synchronous", new SynchronousStandbys(visit)::judged);
        add(points, standby, "slots", () -> new ReplicationSlots(visit).judged());
        add(points, standby, "archiver", () -> archiver(visit));
    }

    private static void add(Points points, boolean standby, String point, Points.Look look) {
        points.add(point, standby ? () -> Finding.notApplicable("It is looked at on the primary.") : look);
    }

    private static Finding primary(Visit visit) throws SQLException {
        return visit.catalogue().isTrue("pg_is_in_recovery()")
                ? Finding.failed(
                        "The target itself is a standby, which can't be migrated.",
                        "Point " + visit.key("url") + " at the primary.")
                : Finding.passed("The target is a primary.");
    }

    /** Backups of a primary that can't archive are backups without the time since; and the log piles up on its disk. */
    private static Finding archiver(Visit visit) throws SQLException {
        Catalogue catalogue = visit.catalogue();
        if (catalogue.setting("archive_mode").equals("off")) {
            return Finding.notApplicable("The server archives no write-ahead log (archive_mode is off).");
        }
        List<String> failing = catalogue.list(
                "SELECT last_failed_wal || ', ' || failed_count || ' failures, the last at ' || to_char(last_failed_time, 'YYYY-MM-DD HH24:MI:SS')"
                        + " FROM pg_stat_archiver WHERE last_failed_time IS NOT NULL"
                        + " AND (last_archived_time IS NULL OR last_failed_time > last_archived_time)",
                row -> row.getString(1));
        return failing.isEmpty()
                ? Finding.passed("The last attempt to archive did not fail.")
                : Finding.failed(
                                "Archiving the write-ahead log fails, so it piles up on the server's disk.",
                                "Repair archive_command or its destination; the server's log has its words.")
                        .proven(failing);
    }
}
