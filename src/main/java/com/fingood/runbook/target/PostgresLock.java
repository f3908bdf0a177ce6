package com.fingood.runbook.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The target's advisory lock as PostgreSQL has it: held by the session, per database, gone with the session. */
final class PostgresLock {

    /** "RBK1" and "lock" in ASCII: stable for ever, and apart from Flyway's own key. */
    static final int CLASS = 0x52424b31;

    static final int OBJECT = 0x6c6f636b;

    private PostgresLock() {}

    static boolean tryTake(Connection connection) throws SQLException {
        // Taking it twice would count twice and need two releases.
        return isHeldBy(connection) || call(connection, "SELECT pg_catalog.pg_try_advisory_lock(?, ?)");
    }

    static void release(Connection connection) throws SQLException {
        if (isHeldBy(connection)) {
            call(connection, "SELECT pg_catalog.pg_advisory_unlock(?, ?)");
        }
    }

    static Optional<String> holder(Connection connection) throws SQLException {
        String sql = "SELECT a.pid, a.application_name, a.usename FROM pg_catalog.pg_locks l"
                + " JOIN pg_catalog.pg_database d ON d.oid = l.database JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
                + " WHERE l.locktype = 'advisory' AND l.granted AND d.datname = pg_catalog.current_database()"
                + " AND l.classid = ?::int::oid AND l.objid = ?::int::oid AND l.objsubid = 2";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, CLASS);
            statement.setInt(2, OBJECT);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                "session %d '%s' of %s".formatted(row.getLong(1), row.getString(2), row.getString(3)))
                        : Optional.empty();
            }
        }
    }

    private static boolean isHeldBy(Connection connection) throws SQLException {
        return call(
                connection,
                "SELECT EXISTS (SELECT FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_database d ON d.oid = l.database"
                        + " WHERE l.locktype = 'advisory' AND l.granted AND d.datname = pg_catalog.current_database()"
                        + " AND l.classid = ?::int::oid AND l.objid = ?::int::oid AND l.objsubid = 2"
                        + " AND l.pid = pg_catalog.pg_backend_pid())");
    }

    private static boolean call(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, CLASS);
            statement.setInt(2, OBJECT);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
