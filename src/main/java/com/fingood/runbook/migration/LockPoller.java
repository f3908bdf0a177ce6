package com.fingood.runbook.migration;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.safety.measured.LockMode;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Watches from a session of its own which locks a statement holds that runs outside a transaction: afterwards nothing of them is left
 * to be seen. What is held for less than a look's distance may be missed.
 */
final class LockPoller implements AutoCloseable {

    private static final long PAUSE_MILLIS = 20;

    private final Target clone;
    private final SessionTag tag;
    private Connection connection;
    private Thread thread;
    private volatile boolean watching;
    private Map<Long, Set<LockMode>> seen = new HashMap<>();

    LockPoller(Target clone, String run) {
        this.clone = clone;
        this.tag = new SessionTag(run, "rehearse-locks");
    }

    /** Adds a row of relation and mode. */
    static void add(Map<Long, Set<LockMode>> locks, ResultSet row) throws SQLException {
        long relation = row.getLong(1);
        LockMode.of(row.getString(2))
                .ifPresent(mode -> locks.computeIfAbsent(relation, any -> EnumSet.noneOf(LockMode.class))
                        .add(mode));
    }

    void watch(long backend) {
        if (connection == null) {
            connection = clone.connect(tag);
        }
        Map<Long, Set<LockMode>> found = new HashMap<>();
        seen = found;
        watching = true;
        thread = new Thread(() -> look(backend, found), "runbook-lock-poller");
        thread.setDaemon(true);
        thread.start();
    }

    private void look(long backend, Map<Long, Set<LockMode>> found) {
        try {
            while (watching) {
                TraceQueries.locks(connection, String.valueOf(backend), row -> add(found, row));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (SQLException e) {
            // The clone is gone, and the statement's own session says so louder.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was seen since {@link #watch}; nothing when nobody watched. */
    Map<Long, Set<LockMode>> stop() {
        Thread watcher = thread;
        if (watcher == null) {
            return Map.of();
        }
        watching = false;
        thread = null;
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return seen;
    }

    @Override
    public void close() {
        stop();
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException | Refusal e) {
            // It was gone already.
        }
    }
}
