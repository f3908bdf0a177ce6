package com.fingood.runbook.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/**
 * Reads with settings of its own and leaves the session as it was: inside the caller's transaction under a savepoint that is rolled
 * back, otherwise in a snapshot transaction of its own.
 */
final class Reading {

    interface Work<T> {
        T read(Statement statement) throws SQLException;
    }

    private Reading() {}

    static <T> T in(Connection connection, String settings, Work<T> work) throws SQLException {
        return connection.getAutoCommit()
                ? inOwnTransaction(connection, settings, work)
                : underSavepoint(connection, settings, work);
    }

    private static <T> T inOwnTransaction(Connection connection, String settings, Work<T> work) throws SQLException {
        int isolation = connection.getTransactionIsolation();
        Snapshot.begin(connection);
        try {
            return read(connection, settings, work);
        } finally {
            restore(connection, isolation);
        }
    }

    private static void restore(Connection connection, int isolation) throws SQLException {
        if (!connection.isClosed()) {
            connection.rollback();
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(true);
        }
    }

    private static <T> T underSavepoint(Connection connection, String settings, Work<T> work) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            return read(connection, settings, work);
        } finally {
            if (!connection.isClosed()) {
                connection.rollback(before);
            }
        }
    }

    private static <T> T read(Connection connection, String settings, Work<T> work) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!settings.isEmpty()) {
                statement.execute(settings);
            }
            return work.read(statement);
        }
    }

    /** For {@code Cancellation.onCancel}: a statement that can't be cancelled any more has ended by itself. */
    static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException ended) {
            // Nothing is left to stop.
        }
    }
}
