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

    private static final Duration SHORTEST = Duration.ofSeconds(60);

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
        Duration measured = Duration.ofMillis(rehearsedMillis * RehearsalReport.SLOWER_UNDER_LOAD);
        Duration enough = measured.compareTo(SHORTEST) > 0 ? measured : SHORTEST;
        Duration most = target.properties().limits().migration();
        return new Timeouts(usual.lock, enough.compareTo(most) < 0 ? enough : most, usual.idleInTransaction);
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
