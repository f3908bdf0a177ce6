package com.fingood.runbook.migration;

import com.fingood.runbook.target.Dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Who took back which version, and why. An undo removes the version's row from Flyway's history, which alone would erase that it ever
 * was there; this table, beside Flyway's on the target, only ever grows.
 */
final class UndoJournal {

    static final String TABLE = "runbook_undo_journal";

    private static final String CREATE =
            """
            CREATE TABLE IF NOT EXISTS "runbook_undo_journal" (
              "run_id" varchar(120),
              "entry" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              "version" varchar(60) NOT NULL,
              "script" varchar(1000) NOT NULL,
              "script_sha256" varchar(64) NOT NULL,
              "undone_at" timestamp with time zone NOT NULL,
              "undone_by" varchar(200) NOT NULL,
              "reason" varchar(4000) NOT NULL,
              "schema_before" varchar(64) NOT NULL,
              "schema_after" varchar(64) NOT NULL)""";

    private UndoJournal() {}

    static void prepare(Connection connection, Dialect dialect) throws SQLException {
        JournalTable.prepare(connection, dialect, TABLE, CREATE);
    }

    /** @param table qualified and quoted */
    static void add(Connection connection, String table, UndoneVersion row) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                + " (\"run_id\", \"version\", \"script\", \"script_sha256\", \"undone_at\", \"undone_by\", \"reason\","
                + " \"schema_before\", \"schema_after\") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, row.run());
            insert.setString(2, row.version());
            insert.setString(3, row.script());
            insert.setString(4, row.scriptSha256());
            insert.setObject(5, row.when().atOffset(ZoneOffset.UTC));
            insert.setString(6, row.by());
            insert.setString(7, row.reason());
            insert.setString(8, row.schemaBefore());
            insert.setString(9, row.schemaAfter());
            insert.executeUpdate();
        }
    }

    /** Oldest first; empty when there is no journal yet. */
    static List<UndoneVersion> read(Connection connection) throws SQLException {
        if (!HistoryReader.exists(connection, TABLE)) {
            return List.of();
        }
        List<UndoneVersion> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT \"run_id\", \"version\", \"script\", \"script_sha256\","
                        + " \"undone_at\", \"undone_by\", \"reason\", \"schema_before\", \"schema_after\" FROM \""
                        + TABLE + "\" ORDER BY \"entry\"")) {
            while (row.next()) {
                rows.add(new UndoneVersion(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9)));
            }
        }
        return rows;
    }
}
