package com.fingood.runbook.validation.environment;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A read-only session on a target in which every question has an end: by the server, by the driver, and by a person's cancel. */
final class Catalogue implements AutoCloseable {

    private static final int SECONDS = 5;
    private static final int SILENCE_MILLIS = 10_000;

    /** Reads one row. */
    interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final Cancellation cancellation;
    private final boolean postgres;

    private Catalogue(Connection connection, Cancellation cancellation, boolean postgres) {
        this.connection = connection;
        this.cancellation = cancellation;
        this.postgres = postgres;
    }

    /** @throws com.fingood.runbook.run.Refusal UNREACHABLE with the server's words */
    static Catalogue open(Target target, SessionTag tag, Cancellation cancellation) {
        boolean postgres = target.dialect().name().equals("postgresql");
        Connection connection = target.connect(tag);
        try {
            if (postgres) {
                limit(connection);
            }
            return new Catalogue(connection, cancellation, postgres);
        } catch (SQLException e) {
            closeQuietly(connection);
            throw TargetFailure.of(target.name(), "preparing a session", e);
        }
    }

    /** A server that is stopped, not gone, answers nothing for ever; so the socket has an end too. */
    private static void limit(Connection connection) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, SILENCE_MILLIS);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = '" + SECONDS + "s'; SET lock_timeout = '2s';"
                    + " SET default_transaction_read_only = on");
        }
    }

    boolean isPostgres() {
        return postgres;
    }

    Connection connection() {
        return connection;
    }

    int major() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    <T> List<T> list(String sql, Reading<T> reading, Object... parameters) throws SQLException {
        cancellation.throwIfCancelled();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                Cancellation.Registration ignored = cancellation.onCancel(() -> cancel(statement))) {
            statement.setQueryTimeout(SECONDS + 1);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reading.read(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            cancellation.throwIfCancelled();
            throw e;
        }
    }

    /** Of a query that returns one row. */
    <T> T one(String sql, Reading<T> reading, Object... parameters) throws SQLException {
        List<T> rows = list(sql, reading, parameters);
        if (rows.size() != 1) {
            throw new SQLException("expected one row, got " + rows.size(), "02000");
        }
        return rows.get(0);
    }

    boolean isTrue(String expression) throws SQLException {
        return one("SELECT " + expression, row -> row.getBoolean(1));
    }

    /** Empty when this version has no such setting. */
    String setting(String name) throws SQLException {
        String value = one("SELECT current_setting(?, true)", row -> row.getString(1), name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        closeQuietly(connection);
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException ended) {
            // Nothing is left to stop.
            System.getLogger(Catalogue.class.getName()).log(System.Logger.Level.DEBUG, ended.getMessage());
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // A lost connection has nothing to close here.
            System.getLogger(Catalogue.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }
}
