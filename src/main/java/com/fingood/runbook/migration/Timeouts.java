package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.ChangeDocument;
import com.fingood.runbook.target.Dialect;
import com.fingood.runbook.target.Target;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * How long a migration's session may wait or work before the server ends what it does.
 *
 * @param locks waiting for locks
 * @param statement one statement
 * @param idleInTransaction an open transaction without a statement: frees the locks of a client that hangs
 * @param transaction a whole transaction, from PostgreSQL 17 on: its server then ends the session, which counts as a lost connection
 */
public record Timeouts(LockStrategy locks, Duration statement, Duration idleInTransaction, Duration transaction) {

    private static final Duration SHORTEST = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final int FIRST_WITH_TRANSACTION_TIMEOUT = 17;

    public Timeouts {
        demandPositive("statement", statement);
        demandPositive("idleInTransaction", idleInTransaction);
        demandPositive("transaction", transaction);
    }

    /** One try for locks; the transaction may take an hour, or as long as its statement. */
    public Timeouts(Duration lock, Duration statement, Duration idleInTransaction) {
        this(LockStrategy.once(lock), statement, idleInTransaction, longer(statement, Duration.ofHours(1)));
    }

    /** The target's lock strategy and its limit for a migration, with what the change's document says instead. */
    public static Timeouts of(Target target, Change change) {
        Duration limit = target.properties().limits().migration();
        Duration lock = change.document().map(ChangeDocument::lockTimeout).orElse(null);
        Duration statement =
                change.document().map(ChangeDocument::statementTimeout).orElse(limit);
        return new Timeouts(
                LockStrategy.of(target.properties().locks(), lock), statement, IDLE, longer(statement, limit));
    }

    /**
     * The same with what the rehearsal took as measure: four times its time, at least a minute, at most the target's limit. What the
     * change's document says wins.
     *
     * @param rehearsedMillis of the whole script, so an upper bound for each of its statements; null = never rehearsed
     */
    public static Timeouts of(Target target, Change change, Long rehearsedMillis) {
        Timeouts usual = of(target, change);
        boolean written = change.document()
                .filter(document -> document.statementTimeout() != null)
                .isPresent();
        if (written || rehearsedMillis == null) {
            return usual;
        }
        Duration enough = longer(Duration.ofMillis(rehearsedMillis * RehearsalReport.SLOWER_UNDER_LOAD), SHORTEST);
        Duration most = target.properties().limits().migration();
        return new Timeouts(
                usual.locks, enough.compareTo(most) < 0 ? enough : most, usual.idleInTransaction, usual.transaction);
    }

    /** The same with another limit for one statement, and for the transaction at least that. Waiting for locks stays as it is. */
    public Timeouts withStatement(Duration statement) {
        return new Timeouts(locks, statement, idleInTransaction, longer(transaction, statement));
    }

    /** One try with a patient wait: for a clone, where nobody else's work can suffer. */
    Timeouts patient() {
        return new Timeouts(
                LockStrategy.once(longer(locks.longest(), Duration.ofSeconds(10))),
                statement,
                idleInTransaction,
                transaction);
    }

    /** For the approval form. */
    public String words() {
        return locks.words() + "; each statement is stopped after " + statement.toSeconds() + " s";
    }

    void applyTo(Connection connection, Dialect dialect) throws SQLException {
        waitForLocks(connection, dialect, locks.first());
        try (Statement statements = connection.createStatement()) {
            if (dialect.name().equals("h2")) {
                // H2 has no limit for idle transactions; a dead client's session ends with its process.
                statements.execute("SET QUERY_TIMEOUT " + statement.toMillis());
                return;
            }
            statements.execute("SET statement_timeout = " + statement.toMillis());
            statements.execute("SET idle_in_transaction_session_timeout = " + idleInTransaction.toMillis());
            if (dialect.majorVersion(connection) >= FIRST_WITH_TRANSACTION_TIMEOUT) {
                statements.execute("SET transaction_timeout = " + transaction.toMillis());
            }
        }
    }

    static void waitForLocks(Connection connection, Dialect dialect, Duration wait) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    (dialect.name().equals("h2") ? "SET LOCK_TIMEOUT " : "SET lock_timeout = ") + wait.toMillis());
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static void demandPositive(String name, Duration value) {
        // 0 would mean "for ever" to the server.
        if (value == null || value.toMillis() < 1 || value.toMillis() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " timeout must lie between 1 ms and 24 days, not " + value);
        }
    }
}
