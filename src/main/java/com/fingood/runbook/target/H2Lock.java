package com.fingood.runbook.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The advisory lock that H2 does not have: a committed row that names the holding session and its start. It counts only while that
 * very session lives, so it goes with the session or its process, and neither DDL (which commits) nor a script copy disturbs it.
 */
final class H2Lock {

    private static final String TABLE =
            "CREATE TABLE IF NOT EXISTS public.runbook_lock (id INT PRIMARY KEY, session_id INT,"
                    + " session_start TIMESTAMP(9) WITH TIME ZONE, holder VARCHAR(200))";

    private static final String ONLY_ROW =
            "INSERT INTO public.runbook_lock (id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM public.runbook_lock)";

    private static final String OWN =
            "(SELECT o.session_start FROM information_schema.sessions o WHERE o.session_id = SESSION_ID())";

    private static final String TAKE =
            "UPDATE public.runbook_lock SET session_id = SESSION_ID(), holder = ?, session_start = "
                    + OWN + " WHERE id = 1 AND (session_id = SESSION_ID() AND session_start = " + OWN
                    + " OR session_id IS NULL OR NOT EXISTS (SELECT 1 FROM information_schema.sessions s"
                    + " WHERE s.session_id = runbook_lock.session_id AND s.session_start = runbook_lock.session_start))";

    private static final String RELEASE =
            "UPDATE public.runbook_lock SET session_id = NULL, session_start = NULL, holder = NULL"
                    + " WHERE id = 1 AND session_id = SESSION_ID() AND session_start = " + OWN;

    private H2Lock() {}

    /** @throws IllegalStateException inside a transaction: taking the lock commits */
    static boolean tryTake(Connection connection) throws SQLException {
        requireAutoCommit(connection);
        prepareTable(connection);
        String holder =
                H2Sessions.tagOf(connection).map(SessionTag::applicationName).orElse("");
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setString(1, holder);
            return take.executeUpdate() == 1;
        }
    }

    static void release(Connection connection) throws SQLException {
        requireAutoCommit(connection);
        if (!tableExists(connection)) {
            return;
        }
        try (Statement release = connection.createStatement()) {
            release.executeUpdate(RELEASE);
        }
    }

    static Optional<String> holder(Connection connection) throws SQLException {
        return holdingSession(connection)
                .map(holder -> "session %d '%s' of %s".formatted(holder.id(), holder.tag(), holder.user()));
    }

    static Optional<LiveSession> holdingSession(Connection connection) throws SQLException {
        if (!tableExists(connection)) {
            return Optional.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT l.session_id, l.holder, s.user_name, s.session_start, s.session_state FROM public.runbook_lock l"
                                + " JOIN information_schema.sessions s ON s.session_id = l.session_id AND s.session_start = l.session_start")) {
            return row.next()
                    ? Optional.of(new LiveSession(
                            row.getLong(1),
                            row.getObject(4, OffsetDateTime.class).toInstant(),
                            row.getString(2),
                            row.getString(3),
                            row.getString(5)))
                    : Optional.empty();
        }
    }

    /** CREATE TABLE IF NOT EXISTS takes a lock on the whole schema even when it does nothing, so it is asked for once only. */
    private static void prepareTable(Connection connection) throws SQLException {
        if (tableExists(connection)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute(ONLY_ROW);
        } catch (SQLException e) {
            if (!"23505".equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    static boolean tableExists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM information_schema.tables"
                        + " WHERE LOWER(table_schema) = 'public' AND LOWER(table_name) = 'runbook_lock')")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void requireAutoCommit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalStateException("the lock is taken and released outside transactions");
        }
    }
}
