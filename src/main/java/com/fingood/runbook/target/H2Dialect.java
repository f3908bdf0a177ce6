package com.fingood.runbook.target;

import com.fingood.runbook.run.Cancellation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** H2 in a file, for a first try on a laptop. */
final class H2Dialect implements Dialect {

    @Override
    public String name() {
        return "h2";
    }

    @Override
    public Connection connect(TargetProperties properties, SessionTag tag) {
        return H2Connector.open(properties, tag);
    }

    @Override
    public int majorVersion(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    @Override
    public Fingerprint fingerprint(Connection connection, Cancellation cancellation) throws SQLException {
        return H2Fingerprint.of(connection, cancellation);
    }

    @Override
    public Fingerprint schemaFingerprint(Connection connection) throws SQLException {
        return H2Fingerprint.schemaOf(connection);
    }

    @Override
    public boolean tryAdvisoryLock(Connection connection) throws SQLException {
        return H2Lock.tryTake(connection);
    }

    @Override
    public void releaseAdvisoryLock(Connection connection) throws SQLException {
        H2Lock.release(connection);
    }

    @Override
    public Optional<String> advisoryLockHolder(Connection connection) throws SQLException {
        return H2Lock.holder(connection);
    }

    @Override
    public List<LiveSession> sessionsOf(Connection connection, String run) throws SQLException {
        return H2Sessions.of(connection, run);
    }

    @Override
    public List<LiveSession> ourSessions(Connection connection) throws SQLException {
        return H2Sessions.ours(connection);
    }

    @Override
    public boolean terminate(Connection connection, LiveSession session) throws SQLException {
        return H2Sessions.terminate(connection, session);
    }

    @Override
    public TargetProperties inDatabase(TargetProperties properties, String database) {
        return properties.withUrl(H2Url.withFile(properties.url(), database));
    }

    @Override
    public String databaseOf(TargetProperties properties) {
        return H2Url.fileOf(properties.url());
    }

    @Override
    public String quote(String identifier) {
        return Identifiers.quoted(identifier);
    }
}
