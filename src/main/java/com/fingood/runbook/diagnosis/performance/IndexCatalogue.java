package com.fingood.runbook.diagnosis.performance;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What PostgreSQL's catalogue and counters say about indexes. */
final class IndexCatalogue {

    private static final String OWN = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'";
    private static final String COLUMNS =
            """
            (SELECT array_agg(a.attname::text ORDER BY k.place)
               FROM unnest(%s) WITH ORDINALITY k(number, place)
               JOIN pg_catalog.pg_attribute a ON a.attrelid = %s AND a.attnum = k.number)
            """;
    /** A prefix of the index's columns, in whatever order, supports the key. */
    private static final String SUPPORTS =
            "(string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(fk.conkey)] @> fk.conkey";

    private static final String BARE_KEYS =
            """
            SELECT fk.conname, n.nspname, c.relname, %s, rn.nspname, rc.relname, %s, c.reltuples
              FROM pg_catalog.pg_constraint fk
              JOIN pg_catalog.pg_class c ON c.oid = fk.conrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_catalog.pg_class rc ON rc.oid = fk.confrelid
              JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
             WHERE fk.contype = 'f' AND fk.conparentid = 0 AND %s
               AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_index i
                                WHERE i.indrelid = fk.conrelid AND i.indisvalid AND i.indpred IS NULL AND %s)
             ORDER BY 2, 3, 1
            """
                    .formatted(
                            COLUMNS.formatted("fk.conkey", "fk.conrelid"),
                            COLUMNS.formatted("fk.confkey", "fk.confrelid"),
                            OWN,
                            SUPPORTS);

    private static final String READ_WHOLE =
            """
            SELECT schemaname, relname, seq_scan, pg_catalog.pg_relation_size(relid)
              FROM pg_catalog.pg_stat_user_tables
             WHERE seq_scan > 0 AND pg_catalog.pg_relation_size(relid) >= 8 * 1024 * 1024
             ORDER BY seq_scan::numeric * pg_catalog.pg_relation_size(relid) DESC LIMIT 10
            """;

    private static final String DEFINITIONS =
            """
            SELECT ic.relname, pg_catalog.pg_get_indexdef(i.indexrelid),
                   EXISTS (SELECT 1 FROM pg_catalog.pg_constraint con WHERE con.conindid = i.indexrelid)
              FROM pg_catalog.pg_index i
              JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
              JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = ? AND c.relname = ? AND i.indisvalid ORDER BY 1
            """;

    private static final String LEADING =
            """
            SELECT %s FROM pg_catalog.pg_index i
              JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = ? AND c.relname = ? AND i.indisvalid AND i.indpred IS NULL
            """
                    .formatted(COLUMNS.formatted("string_to_array(i.indkey::text, ' ')::int2[]", "i.indrelid"));

    /** A table that is large and often read whole. */
    record ReadWhole(TableName table, long scans, long bytes) {}

    /** @param constraint whether a constraint needs it, so that it can't be dropped by itself */
    record Definition(String sql, boolean constraint) {}

    private final Connection connection;

    IndexCatalogue(Connection connection) {
        this.connection = connection;
    }

    List<IndexCandidate> keysWithoutIndex() throws SQLException {
        List<IndexCandidate> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(BARE_KEYS)) {
            while (row.next()) {
                TableName table = new TableName(row.getString(2), row.getString(3));
                TableName referred = new TableName(row.getString(5), row.getString(6));
                ForeignKey key = new ForeignKey(
                        row.getString(1), table, names(row.getArray(4)), referred, names(row.getArray(7)));
                found.add(new IndexCandidate(
                        table,
                        key.columns(),
                        "foreign key " + key.name() + " to " + referred
                                + " has no index: whoever deletes there reads the table whole",
                        Math.max(0, row.getLong(8)),
                        key));
            }
        }
        return found;
    }

    List<ReadWhole> oftenReadWhole() throws SQLException {
        List<ReadWhole> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(READ_WHOLE)) {
            while (row.next()) {
                found.add(new ReadWhole(
                        new TableName(row.getString(1), row.getString(2)), row.getLong(3), row.getLong(4)));
            }
        }
        return found;
    }

    /** The valid indexes of a table by name. */
    Map<String, Definition> definitions(TableName table) throws SQLException {
        Map<String, Definition> found = new LinkedHashMap<>();
        try (PreparedStatement statement = prepared(DEFINITIONS, table);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.put(row.getString(1), new Definition(row.getString(2), row.getBoolean(3)));
            }
        }
        return found;
    }

    /** Whether an index begins with these columns: the planner knows it already and does not want it. */
    boolean hasIndexOn(TableName table, List<String> columns) throws SQLException {
        try (PreparedStatement statement = prepared(LEADING, table);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                List<String> existing = row.getArray(1) == null ? List.of() : names(row.getArray(1));
                if (existing.size() >= columns.size()
                        && existing.subList(0, columns.size()).equals(columns)) {
                    return true;
                }
            }
            return false;
        }
    }

    private PreparedStatement prepared(String sql, TableName table) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, table.schema());
        statement.setString(2, table.table());
        return statement;
    }

    private static List<String> names(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
