package com.fingood.runbook.target;

import com.fingood.runbook.run.Cancellation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** PostgreSQL, 12 and newer. */
final class PostgresDialect implements Dialect {

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Connection connect(TargetProperties properties, SessionTag tag) {
        return PostgresConnector.open(properties, tag);
    }

    @Override
    public int majorVersion(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    @Override
    public Fingerprint fingerprint(Connection connection, Cancellation cancellation) throws SQLException {
        return PostgresFingerprint.of(connection, cancellation);
    }

    @Override
    public Fingerprint schemaFingerprint(Connection connection) throws SQLException {
        return PostgresFingerprint.schemaOf(connection);
    }

    @Override
    public boolean tryAdvisoryLock(Connection connection) throws SQLException {
        return PostgresLock.tryTake(connection);
    }

    @Override
    public void releaseAdvisoryLock(Connection connection) throws SQLException {
        PostgresLock.release(connection);
    }

    @Override
    public Optional<String> advisoryLockHolder(Connection connection) throws SQLException {
        return PostgresLock.holder(connection);
    }

    @Override
    public List<LiveSession> sessionsOf(Connection connection, String run) throws SQLException {
        return PostgresSessions.of(connection, run);
    }

    @Override
    public List<LiveSession> ourSessions(Connection connection) throws SQLException {
        return PostgresSessions.ours(connection);
    }

    @Override
    public boolean terminate(Connection connection, LiveSession session) throws SQLException {
        return PostgresSessions.terminate(connection, session);
    }

    @Override
    public TargetProperties inDatabase(TargetProperties properties, String database) {
        return properties.withUrl(PostgresUrl.inDatabase(properties.url(), database));
    }

    @Override
    public String databaseOf(TargetProperties properties) {
        return PostgresUrl.databaseOf(properties.url(), properties.username());
    }

    @Override
    public String quote(String identifier) {
        return Identifiers.quoted(identifier);
    }
}
