package com.fingood.runbook.target;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.Fingerprint.TableData;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a PostgreSQL database holds: one catalogue query for the schema, one statement per table for the rows. Rows count as the
 * numeric sum of two 64-bit hashes of their text, columns in order of name: the order of rows and columns does not matter, and a
 * doubled row does (it would cancel out under XOR).
 */
final class PostgresFingerprint {

    private static final String SCHEMA = Resources.text("postgresql-schema.sql");
    private static final String TABLES = Resources.text("postgresql-tables.sql");

    // What changes the text of a value or of a definition; for this reading only.
    private static final String SETTINGS =
            "SET LOCAL search_path = ''; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, MDY'; "
                    + "SET LOCAL IntervalStyle = 'postgres'; SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; "
                    + "SET LOCAL lc_monetary = 'C'; SET LOCAL row_security = off; SET LOCAL quote_all_identifiers = off; "
                    // Compiling the catalogue query takes seconds, running it milliseconds.
                    + "SET LOCAL jit = off";

    private static final String LARGE_OBJECTS = "SELECT * FROM (SELECT "
            + sums("oid || ':' || encode(sha256(lo_get(oid)), 'hex')")
            + " FROM pg_largeobject_metadata) o WHERE rows > 0";

    private PostgresFingerprint() {}

    static Fingerprint schemaOf(Connection connection) throws SQLException {
        return Reading.in(connection, SETTINGS, statement -> new Fingerprint(schema(statement), new TreeMap<>()));
    }

    static Fingerprint of(Connection connection, Cancellation cancellation) throws SQLException {
        return Reading.in(connection, SETTINGS, statement -> {
            try (Cancellation.Registration ignored = cancellation.onCancel(() -> Reading.cancel(statement))) {
                cancellation.throwIfCancelled();
                return new Fingerprint(schema(statement), data(statement, cancellation));
            } catch (SQLException e) {
                cancellation.throwIfCancelled();
                throw e;
            }
        });
    }

    private static SortedMap<String, String> schema(Statement statement) throws SQLException {
        SortedMap<String, String> objects = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(SCHEMA)) {
            while (rows.next()) {
                objects.put(rows.getString(1), rows.getString(2));
            }
        }
        return objects;
    }

    private static SortedMap<String, TableData> data(Statement statement, Cancellation cancellation)
            throws SQLException {
        SortedMap<String, TableData> data = new TreeMap<>();
        for (Map.Entry<String, String> table : tables(statement).entrySet()) {
            cancellation.throwIfCancelled();
            String name = table.getKey();
            read(statement, name, "SELECT " + sums("ROW(" + table.getValue() + ")::text") + " FROM ONLY " + name, data);
        }
        read(statement, "pg_largeobject", LARGE_OBJECTS, data);
        return data;
    }

    private static Map<String, String> tables(Statement statement) throws SQLException {
        Map<String, String> columnsOf = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                columnsOf.put(rows.getString(1), rows.getString(2));
            }
        }
        return columnsOf;
    }

    private static String sums(String text) {
        String hash = "coalesce(sum(hashtextextended(" + text + " COLLATE \"C\", %d)), 0)";
        return "count(*) AS rows, " + hash.formatted(0) + " || ':' || " + hash.formatted(1) + " AS hash";
    }

    private static void read(Statement statement, String name, String query, Map<String, TableData> data)
            throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            if (row.next()) {
                data.put(name, new TableData(row.getLong(1), row.getString(2)));
            }
        }
    }
}
