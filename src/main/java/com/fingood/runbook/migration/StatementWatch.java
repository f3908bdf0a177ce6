package com.fingood.runbook.migration;

import com.fingood.runbook.run.Progress;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees each statement of a script before and after, on the session that runs it: counts, times and traces it, stops before the next
 * one when cancelled, and notices when the script ends the transaction that was to hold script and history together.
 */
final class StatementWatch implements Callback {

    /** The script ended the transaction it runs in. */
    static final class TransactionEnded extends RuntimeException {
        TransactionEnded() {
            super("the script ended its transaction");
        }
    }

    private final MigrationSession session;
    private final Progress progress;
    private final int expected;
    private final StatementTrace trace;
    private final List<StatementReport> done = new ArrayList<>();
    private volatile int running;
    private long begun;
    private String transaction;
    private boolean ended;
    private boolean outside;
    private volatile boolean executing;
    private boolean concurrent;

    /** @param expected number of statements as far as it can be told before, else 0 */
    StatementWatch(MigrationSession session, Progress progress, int expected, StatementTrace trace) {
        this.session = session;
        this.progress = progress;
        this.expected = expected;
        this.trace = trace;
    }

    List<StatementReport> done() {
        return done;
    }

    /** Number of the statement that ran last, from 1; 0 = none did. */
    int running() {
        return running;
    }

    int expected() {
        return expected;
    }

    /** Safe from any thread. */
    boolean isExecuting() {
        return executing;
    }

    boolean endedTransaction() {
        return ended;
    }

    /** True when the script runs outside a transaction, each statement for itself. */
    boolean outsideTransaction() {
        return outside;
    }

    /** Whether the statement that runs now commits, or is taken back, alone. One that waits for everybody's end is not counted. */
    boolean standsForItself() {
        return executing && !holdsTransaction() && !concurrent;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE_STATEMENT
                || event == Event.AFTER_EACH_MIGRATE_STATEMENT
                || event == Event.AFTER_EACH_MIGRATE_STATEMENT_ERROR
                || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            switch (event) {
                case BEFORE_EACH_MIGRATE_STATEMENT -> before(
                        context.getConnection(), context.getStatement().getSql());
                case AFTER_EACH_MIGRATE_STATEMENT -> after(
                        context.getConnection(), context.getStatement().getSql());
                case AFTER_EACH_MIGRATE_STATEMENT_ERROR -> failed(context);
                    // Flyway writes its row next, and all rows carry the time as our sessions read it.
                default -> session.settings().restore(context.getConnection());
            }
        } catch (SQLException e) {
            throw new WatchFailure(e);
        }
    }

    /** Carries the cause unchanged through Flyway. */
    private static final class WatchFailure extends RuntimeException {
        WatchFailure(SQLException cause) {
            super(ErrorWords.of(cause), cause);
        }
    }

    private void before(Connection connection, String sql) throws SQLException {
        running++;
        progress.report(running - 1, Math.max(expected, running), StatementWords.of(sql));
        outside = connection.getAutoCommit();
        if (running == 1) {
            session.settings().apply(connection);
        }
        if (holdsTransaction() && transaction == null) {
            transaction = currentTransaction(connection);
        }
        if (trace != null) {
            trace.before(connection, sql);
        }
        concurrent = outside && Concurrently.is(sql);
        if (concurrent) {
            session.waitForLocks(session.timeouts().statement());
        }
        session.interruption().enter();
        executing = true;
        begun = System.nanoTime();
    }

    private void after(Connection connection, String sql) throws SQLException {
        long millis = (System.nanoTime() - begun) / 1_000_000;
        left();
        StatementReport report = StatementReport.timed(running, StatementWords.of(sql), millis);
        if (holdsTransaction() && !currentTransaction(connection).equals(transaction)) {
            done.add(report);
            ended = true;
            throw new TransactionEnded();
        }
        done.add(trace == null ? report : trace.after(connection, report, sql));
        progress.report(running, Math.max(expected, running), StatementWords.of(sql));
    }

    private void left() throws SQLException {
        executing = false;
        session.interruption().leave();
        if (concurrent) {
            session.waitForLocks(session.timeouts().locks().longest());
        }
    }

    private void failed(Context context) throws SQLException {
        left();
        if (trace == null) {
            return;
        }
        SQLException why = session.shared().failure();
        trace.failed(
                context.getConnection(),
                context.getStatement().getSql(),
                why == null ? null : why.getSQLState(),
                why == null || why.getMessage() == null ? "" : why.getMessage());
    }

    private boolean holdsTransaction() {
        return !outside && !session.target().dialect().name().equals("h2");
    }

    private static String currentTransaction(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.txid_current()")) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "statements";
    }
}
