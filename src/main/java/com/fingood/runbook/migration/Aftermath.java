package com.fingood.runbook.migration;

import com.fingood.runbook.target.Dialect;
import com.fingood.runbook.target.Fingerprint;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a failed script left behind, by looking. */
final class Aftermath {

    private static final String INVALID =
            """
            SELECT i.indexrelid::regclass::text FROM pg_catalog.pg_index i
              JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
             WHERE NOT i.indisvalid AND c.relkind = 'i' ORDER BY 1""";

    private Aftermath() {}

    /** Without bookkeeping, which changes with the attempt itself. */
    static Fingerprint schema(Connection connection, Dialect dialect) throws SQLException {
        return dialect.schemaFingerprint(connection).withoutBookkeeping();
    }

    /** Indexes that an interrupted CONCURRENTLY left: they cost every write and serve no read. */
    static List<String> invalidIndexes(Connection connection, Dialect dialect) throws SQLException {
        if (dialect.name().equals("h2")) {
            return List.of();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(INVALID)) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        }
    }
}
