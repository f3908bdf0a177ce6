package com.fingood.runbook.validation.environment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far behind the standbys are. The delay that the server tells is null on an idle system, and stays old where replay is paused; so
 * what counts is when a standby has replayed what was written by the time it was asked.
 */
final class Standbys {

    /** A health check does not wait longer than that for a standby, whatever delay is allowed. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String NOW = "SELECT pg_current_wal_lsn()::text";

    /** Positions of one that only receives (a backup of the log) are told as received. */
    private static final String STATE =
            """
            SELECT pid, application_name, state, extract(epoch FROM replay_lag) * 1000,
              pg_wal_lsn_diff(?::pg_lsn, coalesce(replay_lsn, flush_lsn, write_lsn, sent_lsn))
            FROM pg_stat_replication WHERE state IS DISTINCT FROM 'backup' ORDER BY pid""";

    /**
     * @param state null = hidden from our role
     * @param toldMillis the delay that the server tells; null on an idle system
     * @param behind bytes until what was written when we began to ask; null = not known
     */
    private record Standby(long pid, String name, String state, Double toldMillis, Double behind) {
        static Standby read(ResultSet row) throws SQLException {
            double millis = row.getDouble(4);
            Double told = row.wasNull() ? null : millis;
            double bytes = row.getDouble(5);
            return new Standby(row.getLong(1), row.getString(2), row.getString(3), told, row.wasNull() ? null : bytes);
        }

        boolean hasReplayed() {
            return behind != null && behind <= 0;
        }

        boolean isToldWithin(Duration limit) {
            return toldMillis != null && toldMillis <= limit.toMillis();
        }

        String words() {
            String who = Words.name(name) + " (session " + pid + ", " + state + ")";
            String told =
                    toldMillis == null ? "" : ", replay lag " + Words.time(Duration.ofMillis(toldMillis.longValue()));
            return who
                    + (hasReplayed()
                            ? " has replayed all"
                            : ": " + Words.bytes(behind == null ? 0 : behind) + " behind")
                    + told;
        }
    }

    private final Visit visit;

    Standbys(Visit visit) {
        this.visit = visit;
    }

    Finding judged() throws SQLException {
        Catalogue catalogue = visit.catalogue();
        Duration limit = visit.limits().replicationLag();
        String allowed = "a delay of at most " + Words.time(limit);
        String written = catalogue.one(NOW, row -> row.getString(1));
        List<Standby> standbys = read(catalogue, written);
        if (standbys.isEmpty()) {
            return Finding.notApplicable(
                    "No standby is connected. One that should be is only missed if a replication slot or synchronous_standby_names names it.");
        }
        if (standbys.stream().anyMatch(standby -> standby.state() == null)) {
            return Finding.unknown("What the standbys do is hidden from our role.", visit.grantStats())
                    .within(allowed);
        }
        return judged(awaited(catalogue, written, standbys), limit).within(allowed);
    }

    private static Finding judged(List<Standby> standbys, Duration limit) {
        List<String> words = standbys.stream().map(Standby::words).toList();
        List<Standby> behind =
                standbys.stream().filter(standby -> !standby.hasReplayed()).toList();
        if (behind.isEmpty()) {
            return Finding.passed(Words.count(standbys.size(), "standby has", "standbys have")
                            + " replayed what was written when it was asked.")
                    .proven(words);
        }
        boolean told = behind.stream().allMatch(standby -> standby.isToldWithin(limit));
        if (limit.compareTo(PATIENCE) > 0 && told) {
            return Finding.passed("The server tells a delay within the limit for each standby.")
                    .proven(words);
        }
        boolean tooEarly = limit.compareTo(PATIENCE) > 0
                && behind.stream().allMatch(standby -> standby.toldMillis() == null || standby.isToldWithin(limit));
        return tooEarly
                ? Finding.unknown(
                                "After " + Words.time(PATIENCE) + " "
                                        + Words.count(behind.size(), "standby has", "standbys have")
                                        + " not replayed what was written; the server tells no delay.",
                                "Check again; if it stays so, look whether replay is paused on the standby.")
                        .proven(words)
                : Finding.failed(
                                Words.count(behind.size(), "standby is", "standbys are") + " further behind than "
                                        + Words.time(limit) + ".",
                                "Look at the standby: is replay paused (pg_is_wal_replay_paused), does a query hold it up, is the network or disk slow?")
                        .proven(words);
    }

    /** Asks until all have replayed it, or the time that is allowed is over. */
    private List<Standby> awaited(Catalogue catalogue, String written, List<Standby> first) throws SQLException {
        Duration limit = visit.limits().replicationLag();
        Duration patience = limit.compareTo(PATIENCE) < 0 ? limit : PATIENCE;
        Instant end = visit.clock().instant().plus(patience);
        List<Standby> standbys = new ArrayList<>(first);
        while (!standbys.stream().allMatch(Standby::hasReplayed)
                && visit.clock().instant().isBefore(end)) {
            pause(catalogue);
            standbys = read(catalogue, written);
        }
        return standbys;
    }

    /** Waited for on the server, so that a cancel ends it like any other statement. */
    private static void pause(Catalogue catalogue) throws SQLException {
        catalogue.list("SELECT pg_sleep(0.1)", row -> null);
    }

    private static List<Standby> read(Catalogue catalogue, String written) throws SQLException {
        return catalogue.list(STATE, Standby::read, written);
    }
}
