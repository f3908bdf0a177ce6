package com.fingood.runbook.migration;

import com.fingood.runbook.target.Fingerprint;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What PostgreSQL tells about the transaction that asks: its relations, its locks, and where the log stands. */
final class TraceQueries {

    /** For an IN list: our own tables and Flyway's are no part of what a script does. */
    static final String BOOKKEEPING =
            Fingerprint.BOOKKEEPING.stream().map(TraceQueries::literal).collect(Collectors.joining(", "));

    private static final String POSITION = "SELECT pg_catalog.pg_current_wal_insert_lsn() - '0/0'::pg_lsn";

    private static final String RELATIONS =
            """
            SELECT c.oid, c.relkind, CASE WHEN n.nspname = %1$s THEN quote_ident(c.relname) ELSE format('%%I.%%I', n.nspname, c.relname) END,
                   pg_catalog.pg_relation_filenode(c.oid), s.seq_scan, s.n_tup_ins, s.n_tup_upd, s.n_tup_del
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_catalog.pg_stat_xact_user_tables s ON s.relid = c.oid
             WHERE c.relkind IN ('r', 'p', 'i', 'm') AND n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema'
               AND c.relname NOT IN (%2$s)""";

    private static final String LOCKS =
            """
            SELECT l.relation, l.mode FROM pg_catalog.pg_locks l
             WHERE l.pid = %s AND l.locktype = 'relation' AND l.granted
               AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())""";

    private static final String PAGES =
            """
            SELECT CASE WHEN n.nspname = %1$s THEN quote_ident(c.relname) ELSE format('%%I.%%I', n.nspname, c.relname) END,
                   (SELECT sum(pg_catalog.pg_relation_size(t.relid)) FROM (SELECT c.oid AS relid WHERE c.relkind <> 'p'
                     UNION ALL SELECT p.relid FROM pg_catalog.pg_partition_tree(c.oid) p WHERE c.relkind = 'p' AND p.isleaf) t)
                     / current_setting('block_size')::bigint
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema'
               AND c.relname NOT IN (%2$s)""";

    /** @param file its file on the disk, another one once it was written anew; null for a partitioned table */
    record Relation(char kind, String name, Long file, long scans, long inserted, long updated, long deleted) {
        boolean isTable() {
            return kind != 'i';
        }
    }

    interface EachRow {
        void row(ResultSet row) throws SQLException;
    }

    private TraceQueries() {}

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Bytes of log since the server was made. */
    static long position(Connection connection) throws SQLException {
        long[] position = new long[1];
        each(connection, POSITION, row -> position[0] = row.getLong(1));
        return position[0];
    }

    static Map<Long, Relation> relations(Connection connection, String home) throws SQLException {
        Map<Long, Relation> found = new HashMap<>();
        each(
                connection,
                RELATIONS.formatted(literal(home), BOOKKEEPING),
                row -> found.put(row.getLong(1), relation(row)));
        return found;
    }

    private static Relation relation(ResultSet row) throws SQLException {
        long file = row.getLong(4);
        return new Relation(
                row.getString(2).charAt(0),
                row.getString(3),
                row.wasNull() ? null : Long.valueOf(file),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8));
    }

    /** @param backend SQL for the process whose locks they are */
    static void locks(Connection connection, String backend, EachRow each) throws SQLException {
        each(connection, LOCKS.formatted(backend), each);
    }

    static Map<String, Long> pages(Connection connection, String home) throws SQLException {
        Map<String, Long> pages = new HashMap<>();
        each(
                connection,
                PAGES.formatted(literal(home), BOOKKEEPING),
                row -> pages.put(row.getString(1), row.getLong(2)));
        return pages;
    }

    static boolean isEmpty(Connection connection, long relation) throws SQLException {
        boolean[] empty = new boolean[1];
        each(
                connection,
                "SELECT coalesce(pg_catalog.pg_relation_size(" + relation + "), 0) = 0",
                row -> empty[0] = row.getBoolean(1));
        return empty[0];
    }

    static void each(Connection connection, String sql, EachRow each) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                each.row(row);
            }
        }
    }
}
