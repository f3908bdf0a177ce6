package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.run.Cancellation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One statement with its end: by the server, by the driver and by a person's cancel; nothing of it stays. */
final class QuerySession {

    private final Connection connection;
    private final Cancellation cancellation;

    /** @param connection with auto-commit off; whoever opened it closes it */
    QuerySession(Connection connection, Cancellation cancellation) {
        this.connection = connection;
        this.cancellation = cancellation;
    }

    Connection connection() {
        return connection;
    }

    /** The first column of all rows, as text. */
    String text(String sql, Duration limit) throws SQLException {
        List<String> lines = new ArrayList<>();
        cancellation.throwIfCancelled();
        try (Statement statement = connection.createStatement();
                Cancellation.Registration ignored = cancellation.onCancel(() -> cancel(statement))) {
            // The server's own limit comes first, so that its words are heard.
            statement.setQueryTimeout((int) Math.min(Integer.MAX_VALUE, limit.toSeconds() + 2));
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    lines.add(rows.getString(1));
                }
            }
            return String.join("\n", lines);
        } catch (SQLException e) {
            cancellation.throwIfCancelled();
            throw e;
        }
    }

    void execute(String sql) throws SQLException {
        cancellation.throwIfCancelled();
        try (Statement statement = connection.createStatement();
                Cancellation.Registration ignored = cancellation.onCancel(() -> cancel(statement))) {
            statement.execute(sql);
        } catch (SQLException e) {
            cancellation.throwIfCancelled();
            throw e;
        }
    }

    /** Ends what was done since the last time; a connection that is lost has nothing left to end. */
    void rollback() throws SQLException {
        connection.rollback();
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            // Closed in the meantime: there is nothing to cancel any more.
            System.getLogger(QuerySession.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }
}
