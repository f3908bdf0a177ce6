package com.fingood.runbook.validation.environment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Sessions of PostgreSQL that a migration would wait for. Never shows what a session executes: it holds values. */
final class SessionHealth {

    private static final Duration WAITING = Duration.ofSeconds(30);

    private static final String OTHERS =
            " FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() ";

    private final Visit visit;

    SessionHealth(Visit visit) {
        this.visit = visit;
    }

    Finding longTransactions() throws SQLException {
        Duration limit = visit.limits().longTransaction();
        List<String> found = visit.catalogue()
                .list(
                        "SELECT pid, application_name, state, extract(epoch FROM clock_timestamp() - xact_start)::bigint"
                                + OTHERS
                                + "AND coalesce(backend_type, '') NOT IN ('autovacuum worker', 'parallel worker')"
                                + " AND clock_timestamp() - xact_start > make_interval(secs => ?) ORDER BY xact_start",
                        SessionHealth::session,
                        limit.toMillis() / 1000.0);
        String allowed = "no transaction open for more than " + Words.time(limit);
        if (!found.isEmpty()) {
            return Finding.failed(
                            "%s open for more than %s; a migration would wait for the locks, and dead rows can't be removed."
                                    .formatted(
                                            Words.count(found.size(), "transaction is", "transactions are"),
                                            Words.time(limit)),
                            "Ask the owners of these sessions to end them, or end them with pg_terminate_backend(pid).")
                    .within(allowed)
                    .proven(found);
        }
        return seenAll("No transaction is open for more than " + Words.time(limit) + ".")
                .within(allowed);
    }

    Finding blocked() throws SQLException {
        Duration transaction = visit.limits().longTransaction();
        Duration limit = transaction.compareTo(WAITING) < 0 ? transaction : WAITING;
        List<String> found = visit.catalogue()
                .list(
                        "SELECT pid, application_name, state, extract(epoch FROM clock_timestamp() - query_start)::bigint"
                                + OTHERS
                                + "AND wait_event_type = 'Lock' AND clock_timestamp() - query_start > make_interval(secs => ?)"
                                + " ORDER BY query_start",
                        SessionHealth::session,
                        limit.toMillis() / 1000.0);
        String allowed = "no session waiting for a lock after " + Words.time(limit);
        if (!found.isEmpty()) {
            return Finding.failed(
                            "%s for a lock, in a statement that began more than %s ago."
                                    .formatted(
                                            Words.count(found.size(), "session waits", "sessions wait"),
                                            Words.time(limit)),
                            "Find whom they wait for with pg_blocking_pids(pid) and let that session end first.")
                    .within(allowed)
                    .proven(found);
        }
        return seenAll("No session waits long for a lock.").within(allowed);
    }

    Finding prepared() throws SQLException {
        List<String> found = visit.catalogue()
                .list(
                        "SELECT gid, owner, extract(epoch FROM clock_timestamp() - prepared)::bigint FROM pg_prepared_xacts"
                                + " WHERE database = current_database() ORDER BY prepared",
                        row -> "'%s' of %s, prepared %s ago"
                                .formatted(
                                        Words.name(row.getString(1)),
                                        row.getString(2),
                                        Words.time(Duration.ofSeconds(row.getLong(3)))));
        return found.isEmpty()
                ? Finding.passed("No prepared transaction is left.")
                : Finding.failed(
                                "%s left: they hold their locks until somebody ends them."
                                        .formatted(Words.count(
                                                found.size(), "prepared transaction is", "prepared transactions are")),
                                "Let the transaction manager that made them decide, or use COMMIT PREPARED or ROLLBACK PREPARED.")
                        .proven(found);
    }

    /** A session without a type is one that our role may not look into. */
    private Finding seenAll(String fine) throws SQLException {
        Catalogue catalogue = visit.catalogue();
        long hidden = catalogue.one("SELECT count(*)" + OTHERS + "AND backend_type IS NULL", row -> row.getLong(1));
        if (hidden > 0) {
            return Finding.unknown(
                    Words.count(hidden, "session of another role is", "sessions of other roles are")
                            + " hidden from our role, so what they do can't be judged.",
                    visit.grantStats());
        }
        long silent = catalogue.one("SELECT count(*)" + OTHERS + "AND state = 'disabled'", row -> row.getLong(1));
        return silent == 0
                ? Finding.passed(fine)
                : Finding.unknown(
                        Words.count(silent, "session tells", "sessions tell") + " nothing: track_activities is off.",
                        "Set track_activities to on.");
    }

    private static String session(ResultSet row) throws SQLException {
        return "session %d (%s), %s, for %s"
                .formatted(
                        row.getLong(1),
                        row.getString(2).isEmpty() ? "no application name" : Words.name(row.getString(2)),
                        row.getString(3),
                        Words.time(Duration.ofSeconds(row.getLong(4))));
    }
}
