package com.fingood.runbook.target;

import com.fingood.runbook.run.Cancellation;

import java.sql.Connection;
import java.util.List;

final class H2Dialect implements Dialect {
    @Override
    public String name() {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public Connection connect(TargetProperties properties, SessionTag tag) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public int majorVersion(Connection connection) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public Fingerprint fingerprint(Connection connection, Cancellation cancellation) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public Fingerprint schemaFingerprint(Connection connection) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public boolean tryAdvisoryLock(Connection connection) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public void releaseAdvisoryLock(Connection connection) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public List<LiveSession> sessionsOf(Connection connection, String run) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public boolean terminate(Connection connection, LiveSession session) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public TargetProperties inDatabase(TargetProperties properties, String database) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public String databaseOf(TargetProperties properties) {
        throw new UnsupportedOperationException("being written");
    }

    @Override
    public String quote(String identifier) {
        throw new UnsupportedOperationException("being written");
    }
}
