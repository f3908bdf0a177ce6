package com.fingood.runbook.backup;

import com.fingood.runbook.run.Refusal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The sessions on one database, seen and ended from another one. */
final class PostgresSessionsOn {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    // Autovacuum steps aside by itself when a database is renamed.
    private static final String SESSIONS = " FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid"
            + " WHERE a.datname = ? AND a.pid <> pg_backend_pid() AND a.backend_type IN ('client backend', 'walsender')";

    private final Connection beside;
    private final String database;

    PostgresSessionsOn(Connection beside, String database) {
        this.beside = beside;
        this.database = database;
    }

    /** Refuses when a session is there that this role can't end. */
    void demandEndable(String role) throws SQLException {
        long superusers = count("SELECT count(*)" + SESSIONS
                + " AND r.rolsuper AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)");
        if (superusers > 0) {
            throw Refusal.refused(
                    "superuser-session",
                    superusers + " session(s) of a superuser are on " + database
                            + ", and only a superuser can end them."
                            + " Ask them to leave, then restore again: the new database is ready.");
        }
        long foreign = count("SELECT count(*)" + SESSIONS
                + " AND NOT pg_has_role(a.usesysid, 'MEMBER') AND NOT pg_has_role('pg_signal_backend', 'MEMBER')"
                + " AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)");
        if (foreign > 0) {
            throw Refusal.refused(
                    "missing-privilege",
                    foreign + " session(s) of other roles are on " + database + ". A superuser must run: GRANT"
                            + " pg_signal_backend TO \"" + role + "\". Then restore again: the new database is ready.");
        }
        if (count("SELECT count(*) FROM pg_prepared_xacts WHERE database = ?") > 0) {
            throw Refusal.refused(
                    "prepared-transaction",
                    "A prepared transaction is open on " + database
                            + " and keeps it from being renamed. Commit or roll it"
                            + " back (COMMIT PREPARED, ROLLBACK PREPARED), then restore again: the new database is ready.");
        }
    }

    /** Ends them and waits until the server has none left. New ones must be shut out before. */
    void end() throws SQLException {
        long start = System.nanoTime();
        while (count("SELECT count(*)" + SESSIONS) > 0) {
            count("SELECT count(pg_terminate_backend(a.pid))" + SESSIONS);
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw Refusal.failed(
                        "sessions-remain",
                        "Sessions on " + database
                                + " don't end. It was opened again as it was; look at them with 'blocking',"
                                + " then restore again: the new database is ready.");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private long count(String sql) throws SQLException {
        try (PreparedStatement statement = beside.prepareStatement(sql)) {
            statement.setString(1, database);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
