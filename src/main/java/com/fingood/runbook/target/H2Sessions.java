package com.fingood.runbook.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * Which sessions on H2 files are ours. H2 keeps no application name, so this process remembers its own sessions; those of another
 * process die with it, and whatever changes something is kept apart by the advisory lock.
 */
final class H2Sessions {

    private record Remembered(String database, long id, SessionTag tag) {}

    private static final Map<Connection, Remembered> OPEN = new WeakHashMap<>();

    private static final String LIVE =
            "SELECT session_id, session_start, user_name, session_state FROM information_schema.sessions WHERE session_id = ?";

    private H2Sessions() {}

    static void remember(Connection connection, SessionTag tag) throws SQLException {
        Remembered session = new Remembered(databaseOf(connection), idOf(connection), tag);
        synchronized (OPEN) {
            OPEN.put(connection, session);
        }
    }

    /** The tag that the connection was opened with; empty when it was not opened here. */
    static Optional<SessionTag> tagOf(Connection connection) {
        synchronized (OPEN) {
            return Optional.ofNullable(OPEN.get(connection)).map(Remembered::tag);
        }
    }

    static List<LiveSession> of(Connection connection, String run) throws SQLException {
        return remembered(connection, tag -> tag.run().equals(run));
    }

    /** Those of another process are known as far as they hold the advisory lock, which whatever changes something does. */
    static List<LiveSession> ours(Connection connection) throws SQLException {
        List<LiveSession> found = remembered(connection, tag -> true);
        H2Lock.holdingSession(connection)
                .filter(holder -> found.stream().noneMatch(known -> known.id() == holder.id()))
                .ifPresent(found::add);
        return found;
    }

    private static List<LiveSession> remembered(Connection connection, Predicate<SessionTag> which)
            throws SQLException {
        String database = databaseOf(connection);
        long own = idOf(connection);
        List<LiveSession> found = new ArrayList<>();
        for (Remembered session : remembered()) {
            boolean ours = session.database().equals(database) && session.id() != own;
            if (ours && which.test(session.tag())) {
                live(connection, session).ifPresent(found::add);
            }
        }
        return found;
    }

    static boolean terminate(Connection connection, LiveSession session) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT ABORT_SESSION(session_id) FROM information_schema.sessions WHERE session_id = ? AND session_start = ?")) {
            statement.setLong(1, session.id());
            statement.setObject(2, session.backendStart().atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    static long idOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT SESSION_ID()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Remembered> remembered() throws SQLException {
        List<Remembered> open = new ArrayList<>();
        synchronized (OPEN) {
            for (Map.Entry<Connection, Remembered> entry : OPEN.entrySet()) {
                if (!entry.getKey().isClosed()) {
                    open.add(entry.getValue());
                }
            }
        }
        return open;
    }

    private static Optional<LiveSession> live(Connection connection, Remembered session) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LIVE)) {
            statement.setLong(1, session.id());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                Instant start = row.getObject(2, OffsetDateTime.class).toInstant();
                String tag = session.tag().applicationName();
                return Optional.of(new LiveSession(session.id(), start, tag, row.getString(3), row.getString(4)));
            }
        }
    }

    private static String databaseOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DATABASE_PATH()")) {
            row.next();
            return row.getString(1);
        }
    }
}
