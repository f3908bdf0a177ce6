package com.fingood.runbook.run;

import org.springframework.jdbc.datasource.DataSourceUtils;

import javax.sql.DataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/** Runs a statement that may fail so that an open transaction of the caller survives the failure. */
public final class Savepoints {

    private final DataSource dataSource;

    public Savepoints(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public void within(Runnable statement) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            if (DataSourceUtils.isConnectionTransactional(connection, dataSource)) {
                guarded(connection, statement);
            } else {
                statement.run();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database refused a savepoint", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static void guarded(Connection connection, Runnable statement) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            statement.run();
        } catch (RuntimeException e) {
            connection.rollback(before);
            throw e;
        }
        connection.releaseSavepoint(before);
    }
}
