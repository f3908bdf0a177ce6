package com.fingood.runbook.target;

import com.fingood.runbook.run.Cancellation;

import java.sql.Connection;
import java.sql.SQLException;

/** A registered database: its name, its configuration, and how to talk to it. Holds no connection. */
public final class Target {

    private final String name;
    private final TargetProperties properties;
    private final Dialect dialect;

    public Target(String name, TargetProperties properties, Dialect dialect) {
        this.name = name;
        this.properties = properties;
        this.dialect = dialect;
    }

    public String name() {
        return name;
    }

    public Environment environment() {
        return properties.environment();
    }

    public TargetProperties properties() {
        return properties;
    }

    public Dialect dialect() {
        return dialect;
    }

    public boolean isProduction() {
        return environment() == Environment.PRODUCTION;
    }

    /** A new tagged connection in auto-commit mode; the caller closes it. */
    public Connection connect(SessionTag tag) {
        return dialect.connect(properties, tag);
    }

    /**
     * A session in another database of the same server, PostgreSQL only: creating, renaming and dropping a database is done from
     * outside it.
     *
     * @throws com.fingood.runbook.run.Refusal UNREACHABLE with the server's words when neither postgres nor template1 lets us in
     */
    public Connection connectBeside(SessionTag tag) {
        String other = dialect.databaseOf(properties).equals("postgres") ? "template1" : "postgres";
        try {
            return inDatabase(other).connect(tag);
        } catch (com.fingood.runbook.run.Refusal noEntry) {
            return inDatabase("template1").connect(tag);
        }
    }

    /** The same server, another database: scratch and clone. */
    public Target inDatabase(String database) {
        return new Target(name, dialect.inDatabase(properties, database), dialect);
    }

    /** The server and the role that rehearse its changes; the target itself where nothing else is configured. */
    public Target asRehearsing() {
        return new Target(name, properties.asRehearsing(), dialect);
    }

    /** Schema and data now, in one consistent snapshot of its own. */
    public Fingerprint fingerprint(SessionTag tag, Cancellation cancellation) {
        try (Connection connection = connect(tag)) {
            Snapshot.begin(connection);
            return dialect.fingerprint(connection, cancellation);
        } catch (SQLException e) {
            throw TargetFailure.of(name, "taking the fingerprint", e);
        }
    }

    /** The schema half now, without our own and Flyway's bookkeeping. */
    public Fingerprint schema(SessionTag tag) {
        try (Connection connection = connect(tag)) {
            return dialect.schemaFingerprint(connection).withoutBookkeeping();
        } catch (SQLException e) {
            throw TargetFailure.of(name, "taking the schema's fingerprint", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
