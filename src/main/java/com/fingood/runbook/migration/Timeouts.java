package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.target.Dialect;
import com.fingood.runbook.target.Target;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * How long a migration's session may wait or work before the server ends what it does.
 *
 * @param lock waiting for one lock: short, since everybody else queues behind a waiting change
 * @param statement one statement
 * @param idleInTransaction an open transaction without a statement: frees the locks of a client that hangs
 */
public record Timeouts(Duration lock, Duration statement, Duration idleInTransaction) {

    public Timeouts {
        demandPositive("lock", lock);
        demandPositive("statement", statement);
        demandPositive("idleInTransaction", idleInTransaction);
    }

    /** 10 s for a lock, the given limit for a statement, 60 s idle. */
    public static Timeouts within(Duration statement) {
        return new Timeouts(Duration.ofSeconds(10), statement, Duration.ofSeconds(60));
    }

    /** The defaults within the target's limit for a migration, with what the change's document says instead. */
    public static Timeouts of(Target target, Change change) {
        Timeouts usual = within(target.properties().limits().migration());
        return change.document()
                .map(document -> new Timeouts(
                        document.lockTimeout() == null ? usual.lock : document.lockTimeout(),
                        document.statementTimeout() == null ? usual.statement : document.statementTimeout(),
                        usual.idleInTransaction))
                .orElse(usual);
    }

    void applyTo(Connection connection, Dialect dialect) throws SQLException {
        try (Statement statements = connection.createStatement()) {
            if (dialect.name().equals("h2")) {
                // H2 has no limit for idle transactions; a dead client's session ends with its process.
                statements.execute("SET LOCK_TIMEOUT " + lock.toMillis());
                statements.execute("SET QUERY_TIMEOUT " + statement.toMillis());
            } else {
                statements.execute("SET lock_timeout = " + lock.toMillis());
                statements.execute("SET statement_timeout = " + statement.toMillis());
                statements.execute("SET idle_in_transaction_session_timeout = " + idleInTransaction.toMillis());
            }
        }
    }

    private static void demandPositive(String name, Duration value) {
        // 0 would mean "for ever" to the server.
        if (value == null || value.toMillis() < 1 || value.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " timeout must lie between 1 ms and 24 days, not " + value);
        }
    }
}
