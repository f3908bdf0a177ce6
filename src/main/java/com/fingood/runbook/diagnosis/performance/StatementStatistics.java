package com.fingood.runbook.diagnosis.performance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What pg_stat_statements has counted in this database up to one moment. Statements are matched by their text without literals, since
 * the server's own id changes when a table is altered or made anew.
 *
 * @param byText statements whose text may be read
 * @param hidden statements of other roles whose text is withheld
 * @param hiddenMillis what those took
 * @param reset since when it counts; null where the server does not say
 * @param dropped entries that had to make room for others; null where the server does not say
 */
record StatementStatistics(
        Map<String, SlowQuery> byText, long hidden, double hiddenMillis, Instant reset, Long dropped) {

    private static final String SCHEMA =
            """
            SELECT quote_ident(n.nspname) FROM pg_catalog.pg_extension e
              JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'
            """;
    private static final String HAS_COLUMN =
            """
            SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_attribute
                            WHERE attrelid = to_regclass(?) AND attname = 'total_exec_time' AND NOT attisdropped)
            """;
    private static final String STATEMENTS =
            """
            SELECT query, calls, total_exec_time, rows, shared_blks_hit + shared_blks_read
              FROM %s.pg_stat_statements
             WHERE dbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
            """;
    private static final String WITHHELD = "<insufficient privilege>";

    /** @return the extension's schema, quoted; empty when it is not installed in this database or too old */
    static Optional<String> schema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SCHEMA)) {
            return row.next() && hasColumns(connection, row.getString(1))
                    ? Optional.of(row.getString(1))
                    : Optional.empty();
        }
    }

    private static boolean hasColumns(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HAS_COLUMN)) {
            statement.setString(1, schema + ".pg_stat_statements");
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    static StatementStatistics read(Connection connection, String schema) throws SQLException {
        Map<String, SlowQuery> byText = new HashMap<>();
        long hidden = 0;
        double hiddenMillis = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STATEMENTS.formatted(schema))) {
            while (row.next()) {
                String query = row.getString(1);
                if (query == null || query.equals(WITHHELD)) {
                    hidden++;
                    hiddenMillis += row.getDouble(3);
                } else if (!isOurs(query)) {
                    String text = StatementText.withoutLiterals(query);
                    byText.merge(
                            text,
                            new SlowQuery(text, row.getLong(2), row.getDouble(3), row.getLong(4), row.getLong(5)),
                            SlowQuery::plus);
                }
            }
        }
        return withInfo(connection, schema, new StatementStatistics(byText, hidden, hiddenMillis, null, null));
    }

    /** What a diagnosis executes is not what it looks for. */
    private static boolean isOurs(String query) {
        return query.contains("pg_stat_statements") || query.regionMatches(true, 0, "EXPLAIN", 0, 7);
    }

    private static StatementStatistics withInfo(Connection connection, String schema, StatementStatistics counted)
            throws SQLException {
        try (PreparedStatement known = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            known.setString(1, schema + ".pg_stat_statements_info");
            try (ResultSet row = known.executeQuery()) {
                row.next();
                if (!row.getBoolean(1)) {
                    return counted;
                }
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT stats_reset, dealloc FROM " + schema + ".pg_stat_statements_info")) {
            row.next();
            return new StatementStatistics(
                    counted.byText,
                    counted.hidden,
                    counted.hiddenMillis,
                    row.getTimestamp(1).toInstant(),
                    row.getLong(2));
        }
    }

    /** Whether counting began anew in between: a difference would be wrong. */
    boolean wasResetSince(StatementStatistics earlier) {
        boolean said = reset != null && earlier.reset != null && !reset.equals(earlier.reset);
        return said
                || byText.values().stream()
                        .anyMatch(now -> earlier.byText.containsKey(now.statement())
                                && earlier.byText.get(now.statement()).calls() > now.calls());
    }

    long droppedSince(StatementStatistics earlier) {
        return dropped == null || earlier.dropped == null ? 0 : dropped - earlier.dropped;
    }
}
