package com.fingood.runbook.migration;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.LiveSession;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The one session that changes a target: tagged, with timeouts, holding the target's lock until it is closed. */
final class MigrationSession implements AutoCloseable {

    private final Target target;
    private final SessionTag tag;
    private final Connection real;
    private final OneConnection shared;
    private final Interruption interruption;
    private final String schema;
    private final long backend;
    private final ScriptSettings settings;
    private final Timeouts timeouts;

    private MigrationSession(
            Target target, SessionTag tag, Connection real, Timeouts timeouts, Cancellation cancellation)
            throws SQLException {
        this.target = target;
        this.tag = tag;
        this.real = real;
        this.timeouts = timeouts;
        this.shared = new OneConnection(real);
        this.schema = demandSchema(real);
        this.backend = backendOf(real);
        this.settings = ScriptSettings.of(real, target.dialect());
        this.interruption = new Interruption(shared, cancellation);
    }

    /** @throws Refusal REFUSED {@code target-busy} when somebody else is changing the target */
    static MigrationSession open(Target target, SessionTag tag, Timeouts timeouts, Cancellation cancellation) {
        cancellation.throwIfCancelled();
        Connection connection = target.connect(tag);
        try {
            demandLock(target, connection);
            timeouts.applyTo(connection, target.dialect());
            return new MigrationSession(target, tag, connection, timeouts, cancellation);
        } catch (SQLException | RuntimeException e) {
            closeQuietly(connection);
            if (e instanceof SQLException sql) {
                throw TargetFailure.of(target.name(), "preparing the session", sql);
            }
            throw (RuntimeException) e;
        }
    }

    private static void demandLock(Target target, Connection connection) throws SQLException {
        if (!target.dialect().tryAdvisoryLock(connection)) {
            throw Refusal.refused(
                    "target-busy",
                    "Target " + target + " is being changed by somebody else right now (its lock is held)."
                            + " Wait until that has ended, or end it, and try again.");
        }
    }

    private String demandSchema(Connection connection) throws SQLException {
        String current = connection.getSchema();
        if (current == null) {
            throw Refusal.refused(
                    "no-schema",
                    "Target " + target + " has no schema on the search path of its role, so there is no place for the"
                            + " migration history. Create the schema or set the role's search_path.");
        }
        return current;
    }

    OneConnection shared() {
        return shared;
    }

    Connection connection() {
        return shared.getConnection();
    }

    String run() {
        return tag.run();
    }

    Target target() {
        return target;
    }

    /** Its process on the server. */
    long backend() {
        return backend;
    }

    Timeouts timeouts() {
        return timeouts;
    }

    /** From now on; outside transactions. */
    void waitForLocks(Duration wait) throws SQLException {
        Timeouts.waitForLocks(real, target.dialect(), wait);
    }

    /** What a script runs under that our own sessions have otherwise. */
    ScriptSettings settings() {
        return settings;
    }

    Interruption interruption() {
        return interruption;
    }

    /** A table of the history's schema, qualified: scripts may have changed the search path. */
    String qualified(String table) {
        return target.dialect().quote(schema) + "." + target.dialect().quote(table);
    }

    /** Ends whatever transaction a failure left open; false when the session is dead. */
    boolean recover() {
        try {
            if (!real.isValid(5)) {
                return false;
            }
            if (!real.getAutoCommit()) {
                real.rollback();
                real.setAutoCommit(true);
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Releases the lock before closing, since a server notices a closed connection a moment later. */
    @Override
    public void close() {
        interruption.close();
        try {
            if (!real.isClosed() && recover()) {
                target.dialect().releaseAdvisoryLock(real);
            }
        } catch (SQLException e) {
            // The lock goes with the session.
        }
        closeQuietly(real);
    }

    /** Closes it and looks from another session until the server has no more of it; ends it when it stays. */
    boolean closeAndProveGone() {
        close();
        try (Connection observer = target.connect(new SessionTag(tag.run(), "prove-quiet"))) {
            return SessionEnd.await(this::isOwn, observer, target.dialect(), tag.run());
        } catch (SQLException | Refusal e) {
            return false;
        }
    }

    private boolean isOwn(LiveSession session) {
        return session.id() == backend;
    }

    private long backendOf(Connection connection) throws SQLException {
        String sql = target.dialect().name().equals("h2") ? "SELECT SESSION_ID()" : "SELECT pg_backend_pid()";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It was gone already.
        }
    }
}
