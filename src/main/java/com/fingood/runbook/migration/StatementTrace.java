package com.fingood.runbook.migration;

import com.fingood.runbook.migration.StatementReport.TableLock;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Measures on PostgreSQL what a statement does inside the open transaction: locks that it took, tables it wrote anew (their file
 * changed), tables it scanned, rows it touched. Outside a transaction nothing of it can be seen, and nothing is claimed.
 */
final class StatementTrace {

    private static final String RELATIONS =
            """
            SELECT c.oid, c.oid::regclass::text, pg_catalog.pg_relation_filenode(c.oid), s.seq_scan,
                   s.n_tup_ins + s.n_tup_upd + s.n_tup_del
              FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_stat_xact_user_tables s ON s.relid = c.oid
             WHERE c.relkind IN ('r', 'i', 'm') AND c.relnamespace NOT IN
                   (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname LIKE 'pg\\_%' OR nspname = 'information_schema')""";

    private static final String LOCKS =
            """
            SELECT DISTINCT c.oid::regclass::text, l.mode FROM pg_catalog.pg_locks l
              JOIN pg_catalog.pg_class c ON c.oid = l.relation
             WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.granted
               AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
               AND c.relkind IN ('r', 'p', 'm') AND c.relnamespace NOT IN
                   (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname LIKE 'pg\\_%' OR nspname = 'information_schema')
             ORDER BY 1, 2""";

    private record Relation(String name, Long file, long scans, long rows) {}

    private Map<Long, Relation> relations = Map.of();
    private Set<TableLock> held = Set.of();

    void before(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            relations = relations(connection);
            held = new HashSet<>(locks(connection));
        }
    }

    StatementReport after(Connection connection, StatementReport timed) throws SQLException {
        if (connection.getAutoCommit()) {
            return timed;
        }
        List<TableLock> taken = new ArrayList<>(locks(connection));
        taken.removeAll(held);
        List<String> rewrites = new ArrayList<>();
        List<String> scans = new ArrayList<>();
        long rows = 0;
        for (Map.Entry<Long, Relation> entry : relations(connection).entrySet()) {
            Relation now = entry.getValue();
            Relation before = relations.get(entry.getKey());
            rows += now.rows() - (before == null ? 0 : before.rows());
            if (before != null && !Objects.equals(before.file(), now.file())) {
                rewrites.add(now.name());
            }
            if (before != null && now.scans() > before.scans()) {
                scans.add(now.name());
            }
        }
        rewrites.sort(null);
        scans.sort(null);
        return new StatementReport(timed.number(), timed.sql(), timed.millis(), rewrites, scans, taken, rows);
    }

    private static Map<Long, Relation> relations(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(RELATIONS)) {
            Map<Long, Relation> found = new HashMap<>();
            while (row.next()) {
                Relation relation = new Relation(
                        row.getString(2),
                        row.getObject(3) == null ? null : row.getLong(3),
                        row.getLong(4),
                        row.getLong(5));
                found.put(row.getLong(1), relation);
            }
            return found;
        }
    }

    private static List<TableLock> locks(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(LOCKS)) {
            List<TableLock> found = new ArrayList<>();
            while (row.next()) {
                found.add(new TableLock(row.getString(1), row.getString(2)));
            }
            return found;
        }
    }
}
