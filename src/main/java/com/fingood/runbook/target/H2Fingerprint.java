package com.fingood.runbook.target;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.Fingerprint.TableData;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What an H2 database holds, read from its INFORMATION_SCHEMA. Rows count as two sums over the SHA-256 of each row's values, every value
 * behind its length: H2's own text of a row writes NULL like 'null', 'a, b' like two values, and bytes as lossy characters.
 */
final class H2Fingerprint {

    private static final String COLUMNS = "SELECT t.table_schema, t.table_name, c.column_name, c.data_type"
            + " FROM information_schema.tables t LEFT JOIN information_schema.columns c"
            + " ON c.table_schema = t.table_schema AND c.table_name = t.table_name"
            + " WHERE t.table_type = 'BASE TABLE' AND LOWER(t.table_schema) NOT IN ('information_schema', 'pg_catalog')"
            + " AND t.table_class NOT LIKE '%TableLink' ORDER BY 1, 2, 3";

    private record Table(String schema, String name, List<String> values) {}

    private H2Fingerprint() {}

    static Fingerprint schemaOf(Connection connection) throws SQLException {
        return Reading.in(connection, "", statement -> new Fingerprint(H2Schema.of(statement), new TreeMap<>()));
    }

    static Fingerprint of(Connection connection, Cancellation cancellation) throws SQLException {
        return Reading.in(connection, "", statement -> {
            try (Cancellation.Registration ignored = cancellation.onCancel(() -> Reading.cancel(statement))) {
                cancellation.throwIfCancelled();
                return new Fingerprint(H2Schema.of(statement), data(statement, cancellation));
            } catch (SQLException e) {
                cancellation.throwIfCancelled();
                throw e;
            }
        });
    }

    private static SortedMap<String, TableData> data(Statement statement, Cancellation cancellation)
            throws SQLException {
        SortedMap<String, TableData> data = new TreeMap<>();
        for (Table table : tables(statement)) {
            cancellation.throwIfCancelled();
            try (ResultSet row = statement.executeQuery(sums(table))) {
                row.next();
                String key = H2Names.shown(table.schema()) + "." + H2Names.shown(table.name());
                data.put(key, new TableData(row.getLong(1), row.getString(2)));
            }
        }
        return data;
    }

    private static List<Table> tables(Statement statement) throws SQLException {
        Map<String, Table> tables = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(COLUMNS)) {
            while (rows.next()) {
                Table row = new Table(rows.getString(1), rows.getString(2), new ArrayList<>());
                Table table = tables.computeIfAbsent(row.schema() + '\0' + row.name(), key -> row);
                if (rows.getString(3) != null) {
                    table.values().add(text(Identifiers.quoted(rows.getString(3)), rows.getString(4)));
                }
            }
        }
        return List.copyOf(tables.values());
    }

    private static String sums(Table table) {
        StringJoiner row = new StringJoiner(" || ", "", "");
        row.add("'r'");
        for (String value : table.values()) {
            row.add("COALESCE(CHAR_LENGTH(" + value + ") || ':' || " + value + ", '-')");
        }
        String half = "COALESCE(SUM(CAST(SUBSTRING(h FROM %d FOR 8) AS BIGINT)), 0)";
        return "SELECT COUNT(*), " + half.formatted(1) + " || ':' || " + half.formatted(9)
                + " FROM (SELECT HASH('SHA-256', " + row + ") AS h FROM " + Identifiers.quoted(table.schema()) + "."
                + Identifiers.quoted(table.name()) + ") AS hashed";
    }

    /** Text that two different values never share. */
    private static String text(String column, String type) {
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "CHARACTER LARGE OBJECT", "BINARY LARGE OBJECT" -> "RAWTOHEX(HASH('SHA-256', " + column + "))";
            case "BINARY", "BINARY VARYING", "JAVA_OBJECT" -> "RAWTOHEX(CAST(" + column + " AS VARBINARY))";
            case "ARRAY" -> "CAST(CAST(" + column + " AS JSON) AS VARCHAR)";
            default -> "CAST(" + column + " AS VARCHAR)";
        };
    }
}
