package com.fingood.runbook.validation;

import com.fingood.runbook.run.Cancellation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection on which checks run, each statement with its end: by the server, by the driver, and by a person's cancel. */
final class CheckSession {

    /** Rows that are fetched at a time: as many as there may be of them, memory stays as it is. */
    static final int IN_PIECES = 1_000;
    /** For what is known to be small. */
    static final int ALL_AT_ONCE = 0;

    private static final Executor SHORTLY = CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);

    /** Reads a result while its statement is open. */
    interface Reading<T> {
        T read(ResultSet result) throws SQLException;
    }

    private final Connection connection;
    private final boolean postgres;

    CheckSession(Connection connection, boolean postgres) {
        this.connection = connection;
        this.postgres = postgres;
    }

    boolean isPostgres() {
        return postgres;
    }

    Connection connection() {
        return connection;
    }

    /**
     * Runs one statement.
     *
     * @return what was read, or null when it returned no rows to read
     * @throws Cancellation.Cancelled when it was cancelled
     */
    <T> T run(String sql, Deadline deadline, Reading<T> reading) throws SQLException {
        return run(sql, IN_PIECES, deadline, reading);
    }

    /** @param fetch {@link #IN_PIECES} or {@link #ALL_AT_ONCE} */
    <T> T run(String sql, int fetch, Deadline deadline, Reading<T> reading) throws SQLException {
        Duration left = deadline.demandTime();
        limitOnServer(left);
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(fetch);
            // The server's own limit comes first, so that its words are heard; the driver's holds when a script changes
            // that.
            statement.setQueryTimeout((int) Math.min(Integer.MAX_VALUE, left.toSeconds() + (postgres ? 2 : 1)));
            return cancellable(statement, sql, deadline, reading);
        } catch (SQLException e) {
            deadline.cancellation().throwIfCancelled();
            throw e;
        }
    }

    private <T> T cancellable(Statement statement, String sql, Deadline deadline, Reading<T> reading)
            throws SQLException {
        AtomicBoolean running = new AtomicBoolean(true);
        try (Cancellation.Registration ignored =
                deadline.cancellation().onCancel(() -> cancelUntilEnded(statement, running))) {
            if (!statement.execute(sql)) {
                return null;
            }
            try (ResultSet result = statement.getResultSet()) {
                return reading.read(result);
            }
        } finally {
            running.set(false);
        }
    }

    /** A cancel that comes just before the statement reaches the server does nothing; so it is repeated until the end. */
    private static void cancelUntilEnded(Statement statement, AtomicBoolean running) {
        if (!running.get()) {
            return;
        }
        try {
            statement.cancel();
        } catch (SQLException e) {
            // Closed or lost in the meantime: then there is nothing to cancel, and the next look finds it ended.
            System.getLogger(CheckSession.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
        SHORTLY.execute(() -> cancelUntilEnded(statement, running));
    }

    private void limitOnServer(Duration left) throws SQLException {
        if (postgres) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL statement_timeout = " + Math.min(Integer.MAX_VALUE, left.toMillis()));
            }
        }
    }
}
