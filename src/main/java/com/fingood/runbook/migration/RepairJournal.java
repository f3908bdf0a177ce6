package com.fingood.runbook.migration;

import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Who mended the history of a target, why, and what was done; beside Flyway's own table, and only ever growing. An entry {@code begun}
 * stands there before anything is touched.
 */
final class RepairJournal {

    static final String TABLE = "runbook_repair_journal";
    static final String REPAIR = "repair";
    static final String RECORD = "record-applied";

    private static final String CREATE =
            """
            CREATE TABLE IF NOT EXISTS "runbook_repair_journal" (
              "run_id" varchar(120),
              "entry" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
              "version" varchar(60) NOT NULL,
              "action" varchar(20) NOT NULL,
              "state" varchar(10) NOT NULL,
              "done" varchar(8000) NOT NULL,
              "written_at" timestamp with time zone NOT NULL,
              "written_by" varchar(200) NOT NULL,
              "reason" varchar(4000) NOT NULL)""";

    /** @param done lines of what was done; empty at the beginning */
    record Entry(String version, String action, boolean finished, List<String> done) {}

    /** Who repairs, as every entry of one repair says it. */
    record Author(RunId run, String actor, String reason) {}

    private RepairJournal() {}

    static void prepare(Connection connection, Dialect dialect) throws SQLException {
        JournalTable.prepare(connection, dialect, TABLE, CREATE);
    }

    /** @param table qualified and quoted */
    static void add(Connection connection, String table, Author author, Entry entry, Instant when) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table
                + " (\"run_id\", \"version\", \"action\", \"state\", \"done\", \"written_at\", \"written_by\", \"reason\")"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, author.run() == null ? null : author.run().value());
            insert.setString(2, entry.version());
            insert.setString(3, entry.action());
            insert.setString(4, entry.finished() ? "done" : "begun");
            insert.setString(5, String.join("\n", entry.done()));
            insert.setObject(6, when.atOffset(ZoneOffset.UTC));
            insert.setString(7, author.actor());
            insert.setString(8, author.reason());
            insert.executeUpdate();
        }
    }

    /** The latest entry of this version, run and action; empty when there is none or no journal. */
    static Optional<Entry> last(Connection connection, String version, String action, RunId run) throws SQLException {
        if (!HistoryReader.exists(connection, TABLE)) {
            return Optional.empty();
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT \"state\", \"done\" FROM \"" + TABLE
                        + "\" WHERE \"version\" = ? AND \"action\" = ? AND coalesce(\"run_id\", '') = ? ORDER BY \"entry\" DESC")) {
            select.setString(1, version);
            select.setString(2, action);
            select.setString(3, run == null ? "" : run.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Entry(
                                version,
                                action,
                                row.getString(1).equals("done"),
                                row.getString(2).lines().toList()))
                        : Optional.empty();
            }
        }
    }
}
