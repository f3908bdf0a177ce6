package com.fingood.runbook.validation;

import com.fingood.runbook.run.Refusal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Asks the server itself whether the transaction in which a script ran was rolled back. Reading a script for COMMIT is the first
 * guard; this one also holds against what no reading finds.
 */
final class EscapeProof {

    private static final EscapeProof NOT_OFFERED = new EscapeProof(null);

    private final String transaction;

    private EscapeProof(String transaction) {
        this.transaction = transaction;
    }

    /** H2 has no transaction status to ask for; there only statements that can be rolled back are let in. */
    static EscapeProof begin(CheckSession session, Deadline deadline) throws SQLException {
        if (!session.isPostgres()) {
            return NOT_OFFERED;
        }
        return new EscapeProof(session.run("SELECT txid_current()", deadline, result -> {
            result.next();
            return result.getString(1);
        }));
    }

    /** Rolls back, then demands that the server says so; a lost connection is rolled back by the server. */
    void demandRolledBack(CheckSession session, String target, String check) {
        try {
            Connection connection = session.connection();
            connection.rollback();
            if (transaction != null && !"aborted".equals(status(connection))) {
                throw Refusal.outcomeUnknown(
                        "check-escaped",
                        "Check " + check + " ended its own transaction on " + target
                                + ", so what it wrote may have stayed. Look at what the check writes, remove it by hand,"
                                + " and take COMMIT and the like out of the check.");
            }
        } catch (SQLException e) {
            System.getLogger(EscapeProof.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }

    private String status(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet status = statement.executeQuery("SELECT txid_status(" + transaction + ")")) {
            return status.next() ? status.getString(1) : null;
        }
    }
}
