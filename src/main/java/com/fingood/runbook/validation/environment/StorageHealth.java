package com.fingood.runbook.validation.environment;

import com.fingood.runbook.target.Percent;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Indexes, dead rows, transaction ids and pages of PostgreSQL. */
final class StorageHealth {

    /** Below this many rows autovacuum may take its time without anybody noticing. */
    private static final long ROWS_WORTH_A_LOOK = 10_000;

    /** The server stops giving out ids three million before they wrap around at 2^31 (one million before PostgreSQL 14). */
    private static final long IDS_UNTIL_STOP = 2_147_483_648L - 3_000_000L;

    private static final String INVALID =
            """
            SELECT i.indexrelid::regclass::text || ' on ' || i.indrelid::regclass
              || CASE WHEN p.pid IS NOT NULL THEN ' (being built by session ' || p.pid || ')' ELSE '' END
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
            LEFT JOIN pg_stat_progress_create_index p ON p.datname = current_database() AND p.index_relid = i.indexrelid
            WHERE NOT (i.indisvalid AND i.indisready AND i.indislive) AND c.relpersistence <> 't' ORDER BY 1""";

    private static final String DEAD =
            """
            SELECT relid::regclass::text || ': ' || n_dead_tup || ' dead of ' || (n_live_tup + n_dead_tup) || ' rows, last vacuumed '
              || coalesce(to_char(greatest(last_vacuum, last_autovacuum), 'YYYY-MM-DD HH24:MI'), 'never')
            FROM pg_stat_user_tables
            WHERE n_live_tup + n_dead_tup >= ? AND n_dead_tup * 100 >= (n_live_tup + n_dead_tup) * ?::bigint ORDER BY n_dead_tup DESC""";

    private static final String UNCOUNTED =
            """
            SELECT c.oid::regclass::text FROM pg_class c JOIN pg_stat_user_tables s ON s.relid = c.oid
            WHERE s.n_live_tup + s.n_dead_tup = 0 AND c.reltuples >= ? ORDER BY 1""";

    private static final String IDS =
            """
            SELECT datname, age(datfrozenxid), mxid_age(datminmxid), current_setting('autovacuum_freeze_max_age')::bigint
            FROM pg_database ORDER BY greatest(age(datfrozenxid), mxid_age(datminmxid)) DESC LIMIT 1""";

    /** Ids used by the database that has used most: the server stops for all of them. */
    private record Used(String database, long transactions, long multixacts, long freezeFrom) {
        long most() {
            return Math.max(transactions, multixacts);
        }
    }

    private final Visit visit;

    StorageHealth(Visit visit) {
        this.visit = visit;
    }

    Finding invalidIndexes() throws SQLException {
        List<String> found = visit.catalogue().list(INVALID, row -> row.getString(1));
        return found.isEmpty()
                ? Finding.passed("Every index is valid.")
                : Finding.failed(
                                "%s not valid: it costs every write and helps no query, or does not keep its promise to be unique."
                                        .formatted(Words.count(found.size(), "index is", "indexes are")),
                                "Wait for those that are being built; REINDEX INDEX CONCURRENTLY or DROP INDEX CONCURRENTLY the others.")
                        .proven(found);
    }

    Finding deadTuples() throws SQLException {
        Percent limit = visit.limits().deadTuples();
        String allowed = "less than " + limit + " dead rows in a table of " + ROWS_WORTH_A_LOOK + " rows or more";
        if (visit.catalogue().setting("track_counts").equals("off")) {
            return Finding.unknown("The server counts no rows: track_counts is off.", "Set track_counts to on.")
                    .within(allowed);
        }
        List<String> found =
                visit.catalogue().list(DEAD, row -> row.getString(1), ROWS_WORTH_A_LOOK, (long) limit.value());
        if (!found.isEmpty()) {
            return Finding.failed(
                            "%s many dead rows: autovacuum does not keep up."
                                    .formatted(Words.count(found.size(), "table has", "tables have")),
                            "VACUUM (ANALYZE) them, and look for old transactions that keep dead rows from being removed.")
                    .within(allowed)
                    .proven(found);
        }
        return counted().within(allowed);
    }

    private Finding counted() throws SQLException {
        List<String> uncounted = visit.catalogue().list(UNCOUNTED, row -> row.getString(1), (double) ROWS_WORTH_A_LOOK);
        return uncounted.isEmpty()
                ? Finding.passed("No large table has many dead rows.")
                : Finding.unknown(
                                "The statistics of %s were lost, so dead rows can't be told."
                                        .formatted(Words.count(uncounted.size(), "large table", "large tables")),
                                "ANALYZE these tables.")
                        .proven(uncounted);
    }

    Finding wraparound() throws SQLException {
        Percent limit = visit.limits().wraparound();
        Used used = visit.catalogue()
                .one(IDS, row -> new Used(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
        String observed =
                "Database %s has used %s of the transaction ids until the server stops (%d transactions, %d multixacts)."
                        .formatted(
                                used.database(),
                                Words.share(used.most(), IDS_UNTIL_STOP),
                                used.transactions(),
                                used.multixacts());
        if (used.transactions() > used.freezeFrom()) {
            observed += " An autovacuum against wraparound is due; it does not give way to a migration's locks.";
        }
        String allowed = "less than " + limit + " of the transaction ids";
        return limit.reachedBy(used.most(), IDS_UNTIL_STOP)
                ? Finding.failed(observed, "VACUUM (FREEZE) the oldest tables of that database before anything else.")
                        .within(allowed)
                : Finding.passed(observed).within(allowed);
    }

    Finding checksums() throws SQLException {
        if (visit.catalogue().setting("data_checksums").equals("off")) {
            return Finding.notApplicable(
                    "The server was set up without page checksums, so it can't tell a broken page.");
        }
        List<Long> failures = new ArrayList<>(visit.catalogue()
                .list(
                        "SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database() OR datid = 0",
                        row -> row.getLong(1)));
        long sum = failures.stream().mapToLong(Long::longValue).sum();
        return sum == 0
                ? Finding.passed("No page with a wrong checksum was read.")
                : Finding.failed(
                        Words.count(sum, "page with a wrong checksum was", "pages with a wrong checksum were")
                                + " read.",
                        "Stop: a disk or memory fault has damaged data. Run pg_amcheck or pg_checksums and compare with a backup.");
    }
}
