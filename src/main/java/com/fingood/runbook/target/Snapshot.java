package com.fingood.runbook.target;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens the read-only transaction in which everything read belongs to one moment. */
public final class Snapshot {

    private Snapshot() {}

    /** Turns auto-commit off and starts a snapshot transaction; ends with the connection or its rollback. */
    public static void begin(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        // Both databases give a snapshot of the moment of the first statement: PostgreSQL documents it, H2 maps it to
        // SNAPSHOT.
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }
}
