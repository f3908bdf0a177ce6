package com.fingood.runbook.migration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.StringJoiner;

/** What a PostgreSQL server says of the statement that a session executes, in words. */
final class ServerProgress {

    private static final int FIRST_WITH_ANALYZE = 13;
    private static final int FIRST_WITH_COPY = 14;

    // Only those who wait are asked what blocks them: the answer takes the server's lock tables.
    private static final String SESSION =
            """
            SELECT extract(epoch FROM clock_timestamp() - a.query_start)::bigint, a.wait_event_type, a.wait_event,
                   (SELECT l.mode FROM pg_catalog.pg_locks l WHERE l.pid = a.pid AND NOT l.granted LIMIT 1),
                   cardinality(pg_catalog.pg_blocking_pids(a.pid)),
                   (SELECT count(*) FROM (SELECT DISTINCT l.pid FROM pg_catalog.pg_locks l WHERE NOT l.granted AND l.pid <> a.pid OFFSET 0) w
                     WHERE a.pid = ANY (pg_catalog.pg_blocking_pids(w.pid)))
              FROM pg_catalog.pg_stat_activity a WHERE a.pid = ?::int""";

    private static final String INDEX =
            "SELECT 'building index (' || phase || ')', CASE WHEN lockers_total > 0 THEN lockers_done WHEN blocks_total > 0 THEN blocks_done"
                    + " ELSE tuples_done END, CASE WHEN lockers_total > 0 THEN lockers_total WHEN blocks_total > 0 THEN blocks_total ELSE tuples_total END,"
                    + " CASE WHEN lockers_total > 0 THEN 'older transactions' WHEN blocks_total > 0 THEN 'blocks' ELSE 'rows' END, pid"
                    + " FROM pg_catalog.pg_stat_progress_create_index";

    private static final String REWRITE =
            " UNION ALL SELECT lower(command) || ' (' || phase || ')', heap_blks_scanned, heap_blks_total, 'blocks', pid"
                    + " FROM pg_catalog.pg_stat_progress_cluster"
                    + " UNION ALL SELECT 'vacuum (' || phase || ')', heap_blks_scanned, heap_blks_total, 'blocks', pid"
                    + " FROM pg_catalog.pg_stat_progress_vacuum";

    private static final String ANALYZE =
            " UNION ALL SELECT 'analyze (' || phase || ')', sample_blks_scanned, sample_blks_total, 'blocks', pid"
                    + " FROM pg_catalog.pg_stat_progress_analyze";

    private static final String COPY =
            " UNION ALL SELECT lower(command) || ', ' || tuples_processed || ' rows', bytes_processed, bytes_total, 'bytes', pid"
                    + " FROM pg_catalog.pg_stat_progress_copy";

    private ServerProgress() {}

    /** Never empty: at least how long it runs. */
    static String of(Connection connection, long backend) throws SQLException {
        StringJoiner words = new StringJoiner("; ");
        work(connection, backend).ifPresent(words::add);
        try (PreparedStatement statement = connection.prepareStatement(SESSION)) {
            statement.setLong(1, backend);
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    session(row, words);
                }
            }
        }
        return words.length() == 0 ? "running" : words.toString();
    }

    private static void session(ResultSet row, StringJoiner words) throws SQLException {
        String lock = row.getString(4);
        int blockedBy = row.getInt(5);
        if (lock != null) {
            words.add("waiting for " + lock + ", blocked by " + blockedBy + " session(s)");
        } else if (words.length() == 0) {
            String event = row.getString(2) == null ? "" : " (" + row.getString(2) + " " + row.getString(3) + ")";
            words.add("running for " + row.getLong(1) + " s" + event);
        }
        if (row.getInt(6) > 0) {
            words.add("blocks " + row.getInt(6) + " session(s)");
        }
    }

    private static Optional<String> work(Connection connection, long backend) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        String sql = "SELECT * FROM (" + INDEX + REWRITE + (major >= FIRST_WITH_ANALYZE ? ANALYZE : "")
                + (major >= FIRST_WITH_COPY ? COPY : "") + ") p WHERE pid = ?::int";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, backend);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(work(row)) : Optional.empty();
            }
        }
    }

    private static String work(ResultSet row) throws SQLException {
        long done = row.getLong(2);
        long total = row.getLong(3);
        String unit = row.getString(4);
        if (total <= 0) {
            return row.getString(1);
        }
        String far = unit.equals("older transactions")
                ? done + " of " + total + " " + unit + " ended"
                : Math.min(100, done * 100 / total) + " % of " + unit;
        return row.getString(1) + ", " + far;
    }
}
