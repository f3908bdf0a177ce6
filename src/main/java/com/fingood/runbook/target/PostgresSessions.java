package com.fingood.runbook.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Sessions of a run, told by their application name: on the whole server, since a run works in scratch databases as well. */
final class PostgresSessions {

    // The start is hidden from roles without pg_read_all_stats when the session is another role's; 'epoch' stands for
    // that.
    private static final String OF_RUN =
            "SELECT pid, coalesce(backend_start, 'epoch'), application_name, usename, coalesce(state, 'hidden')"
                    + " FROM pg_catalog.pg_stat_activity WHERE pid <> pg_catalog.pg_backend_pid()"
                    + " AND coalesce(backend_type, 'client backend') = 'client backend'"
                    + " AND pg_catalog.starts_with(application_name, ?) ORDER BY pid";

    private static final String END = "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity"
            + " WHERE pid = ? AND coalesce(backend_start, 'epoch') = ?";

    private PostgresSessions() {}

    static List<LiveSession> of(Connection connection, String run) throws SQLException {
        return tagged(connection, SessionTag.prefixOf(run));
    }

    static List<LiveSession> ours(Connection connection) throws SQLException {
        return tagged(connection, SessionTag.PREFIX);
    }

    private static List<LiveSession> tagged(Connection connection, String prefix) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OF_RUN)) {
            statement.setString(1, prefix);
            try (ResultSet rows = statement.executeQuery()) {
                List<LiveSession> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new LiveSession(
                            rows.getLong(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant(),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5)));
                }
                return found;
            }
        }
    }

    static boolean terminate(Connection connection, LiveSession session) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setLong(1, session.id());
            statement.setObject(2, session.backendStart().atOffset(ZoneOffset.UTC));
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
