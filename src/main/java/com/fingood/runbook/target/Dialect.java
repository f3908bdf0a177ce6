package com.fingood.runbook.target;

import com.fingood.runbook.run.Cancellation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What differs between databases, and nothing else. PostgreSQL for real, H2 for a first try; what one can't do is said in
 * words, never pretended.
 */
public interface Dialect {

    /** {@code postgresql} or {@code h2}: the name that check files use. */
    String name();

    /**
     * A new connection in auto-commit mode, with the tag as application name and the session settings that fingerprints, dumps and checks
     * need (time zone, date style, {@code row_security = off}); the search path stays the database's own.
     *
     * @throws com.fingood.runbook.run.Refusal UNREACHABLE with the server's own words (no password in them)
     */
    Connection connect(TargetProperties properties, SessionTag tag);

    /** The server's major version, e.g. 17. */
    int majorVersion(Connection connection) throws SQLException;

    /**
     * Schema and data as this connection's transaction sees them. To be consistent the caller opens a REPEATABLE READ (H2: SNAPSHOT)
     * transaction first. Streams nothing to Java but one row per object and table.
     */
    Fingerprint fingerprint(Connection connection, Cancellation cancellation) throws SQLException;

    /** The schema half only: milliseconds even on a large database. */
    Fingerprint schemaFingerprint(Connection connection) throws SQLException;

    /**
     * Takes the target's advisory lock for as long as this connection lives; every connection that changes something holds it.
     *
     * @return false when somebody else holds it
     */
    boolean tryAdvisoryLock(Connection connection) throws SQLException;

    void releaseAdvisoryLock(Connection connection) throws SQLException;

    /** Who holds the advisory lock, in words: session, application name, user; empty when nobody does. */
    Optional<String> advisoryLockHolder(Connection connection) throws SQLException;

    /** Live sessions of this run other than the given connection's own. */
    List<LiveSession> sessionsOf(Connection connection, String run) throws SQLException;

    /** Live sessions of any run or command of ours, other than the given connection's own. */
    List<LiveSession> ourSessions(Connection connection) throws SQLException;

    /** Ends a session when pid and start still match; false when it was gone already. */
    boolean terminate(Connection connection, LiveSession session) throws SQLException;

    /** The same properties pointing at another database of the same server (PostgreSQL) or another file (H2). */
    TargetProperties inDatabase(TargetProperties properties, String database);

    /** Database name (PostgreSQL) or file path (H2) that the URL points at. */
    String databaseOf(TargetProperties properties);

    /** An identifier quoted for this database: quotes, spaces and mixed case survive. */
    String quote(String identifier);
}
