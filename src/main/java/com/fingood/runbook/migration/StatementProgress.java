package com.fingood.runbook.migration;

import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells each second what a statement that runs on PostgreSQL is at: how far it is, what it waits for, whom it blocks. Looks from a
 * session of its own, opened only once a statement takes longer than that. It never fails what it watches: what it can't see is not
 * told.
 */
final class StatementProgress implements AutoCloseable {

    private static final int EVERY_SECONDS = 1;
    private static final int MOST_FAILURES = 3;

    private final Target target;
    private final SessionTag tag;
    private final long backend;
    private final Progress progress;
    private final ScheduledExecutorService clock;
    private volatile StatementWatch watch;
    private Connection connection;
    private int failures;

    private StatementProgress(MigrationSession session, Progress progress) {
        this.target = session.target();
        this.tag = new SessionTag(session.run(), "progress");
        this.backend = session.backend();
        this.progress = progress;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "runbook-statement-progress");
            thread.setDaemon(true);
            return thread;
        });
    }

    static StatementProgress of(MigrationSession session, Progress progress) {
        StatementProgress observer = new StatementProgress(session, progress);
        if (session.target().dialect().name().equals("postgresql")) {
            observer.clock.scheduleWithFixedDelay(observer::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
        return observer;
    }

    /** What runs from now on. */
    StatementWatch watching(StatementWatch watch) {
        this.watch = watch;
        return watch;
    }

    private void look() {
        StatementWatch now = watch;
        if (now == null || !now.isExecuting() || failures >= MOST_FAILURES) {
            return;
        }
        try {
            String words = ServerProgress.of(opened(), backend);
            if (now.isExecuting()) {
                int number = now.running();
                int of = Math.max(now.expected(), number);
                progress.report(number - 1, of, "statement " + number + " of " + of + ": " + words);
            }
            failures = 0;
        } catch (SQLException | RuntimeException e) {
            failures++;
            closeConnection();
        }
    }

    private Connection opened() throws SQLException {
        if (connection == null) {
            connection = target.connect(tag);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET statement_timeout = '2s'; SET lock_timeout = '1s'");
            }
        }
        return connection;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        try {
            if (clock.awaitTermination(5, TimeUnit.SECONDS)) {
                closeConnection();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeConnection() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException | Refusal e) {
            // It was gone already.
        }
        connection = null;
    }
}
