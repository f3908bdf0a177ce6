package com.fingood.runbook.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Where a fence is written down: on the target itself, so that any node, or a command without the engine, finds who may connect
 * without it. A row belongs to the database that it was written in; a copy of it is not fenced.
 */
final class FenceTable {

    private static final String NAME = "runbook_fence";

    private static final String CREATE =
            """
            CREATE TABLE IF NOT EXISTS "runbook_fence" (
              "run_id" varchar(120) NOT NULL,
              "entry" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              "database_oid" bigint NOT NULL,
              "state" varchar(10) NOT NULL,
              "placed_at" timestamp with time zone NOT NULL,
              "expires_at" timestamp with time zone NOT NULL,
              "lifted_at" timestamp with time zone,
              "acl" text NOT NULL)""";

    private static final String THIS =
            "(SELECT oid::bigint FROM pg_catalog.pg_database WHERE datname = current_database())";

    /** @param acl who had which right on the database, a line each, see {@link DatabaseAcl} */
    record Row(long entry, FenceState state, List<String> acl) {}

    private FenceTable() {}

    static void prepare(Connection connection) throws SQLException {
        if (schemaOf(connection).isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(CREATE);
            }
        }
    }

    /** Two who place or lift at once go one after the other; until the transaction ends. */
    static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + table(connection) + " IN SHARE ROW EXCLUSIVE MODE");
        }
    }

    /** The fence that stands, or was begun. */
    static Optional<Row> active(Connection connection) throws SQLException {
        if (schemaOf(connection).isEmpty()) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT \"entry\", \"run_id\", \"placed_at\", \"expires_at\", \"state\", \"acl\" FROM "
                                + table(connection) + " WHERE \"state\" <> 'lifted' AND \"database_oid\" = " + THIS
                                + " ORDER BY \"entry\" DESC")) {
            return row.next() ? Optional.of(read(row)) : Optional.empty();
        }
    }

    private static Row read(ResultSet row) throws SQLException {
        FenceState state = new FenceState(
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                row.getString(5).equals("placed"));
        return new Row(row.getLong(1), state, row.getString(6).lines().toList());
    }

    static void begin(Connection connection, String run, Instant now, Instant expires, List<String> acl)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table(connection)
                + " (\"run_id\", \"database_oid\", \"state\", \"placed_at\", \"expires_at\", \"acl\") VALUES (?, "
                + THIS
                + ", 'begun', ?, ?, ?)")) {
            insert.setString(1, run);
            insert.setObject(2, now.atOffset(ZoneOffset.UTC));
            insert.setObject(3, expires.atOffset(ZoneOffset.UTC));
            insert.setString(4, String.join("\n", acl));
            insert.executeUpdate();
        }
    }

    static void placed(Connection connection, long entry, Instant expires) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE " + table(connection)
                + " SET \"state\" = 'placed', \"expires_at\" = ? WHERE \"entry\" = ? AND \"state\" <> 'lifted'")) {
            update.setObject(1, expires.atOffset(ZoneOffset.UTC));
            update.setLong(2, entry);
            update.executeUpdate();
        }
    }

    static void lifted(Connection connection, long entry, Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + table(connection) + " SET \"state\" = 'lifted', \"lifted_at\" = ? WHERE \"entry\" = ?")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setLong(2, entry);
            update.executeUpdate();
        }
    }

    private static String table(Connection connection) throws SQLException {
        return Identifiers.quoted(schemaOf(connection).orElseThrow()) + "." + Identifiers.quoted(NAME);
    }

    private static Optional<String> schemaOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT n.nspname FROM pg_catalog.pg_class c"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = '" + NAME
                        + "' AND c.relkind = 'r' AND n.nspname = current_schema()")) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
