package com.fingood.runbook.run;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import javax.sql.DataSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Creates and completes our tables with Flyway. On PostgreSQL a session lock of ours goes round the whole of it, callbacks
 * included; on H2, where only the processes of one machine can meet, the loser of a race tries again.
 */
final class OwnTables {

    private static final String HISTORY = "rb_schema_history";
    /** Any number that nobody else uses on the engine's database. */
    private static final long LOCK = 0x72756e626f6f6bL;

    private static final int ATTEMPTS = 5;

    private final DataSource dataSource;

    OwnTables(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void migrate() {
        try (Connection connection = dataSource.getConnection()) {
            if (isPostgres(connection)) {
                migratePostgres(connection);
            } else {
                migrateH2();
            }
        } catch (SQLException e) {
            throw Refusal.unreachable(
                    "engine-database-unreachable",
                    "The engine's database did not answer while our tables were set up. Check that it runs and start again.",
                    e);
        }
    }

    static boolean present(Connection connection) throws SQLException {
        String name = connection.getMetaData().storesUpperCaseIdentifiers() ? HISTORY.toUpperCase() : HISTORY;
        try (ResultSet tables = connection.getMetaData().getTables(null, null, name, null)) {
            if (tables.next()) {
                return true;
            }
        }
        // Flyway quotes the name, so H2 keeps it in lower case.
        try (ResultSet tables = connection.getMetaData().getTables(null, null, HISTORY, null)) {
            return tables.next();
        }
    }

    private void migratePostgres(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            try {
                flyway("db/runbook", "db/runbook-postgresql").migrate();
            } finally {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
        }
    }

    private void migrateH2() {
        synchronized (OwnTables.class) {
            for (int attempt = 1; ; attempt++) {
                try {
                    flyway("db/runbook").migrate();
                    return;
                } catch (FlywayException e) {
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        }
    }

    private Flyway flyway(String... folders) {
        List<String> locations = new ArrayList<>();
        for (String folder : folders) {
            locations.add("classpath:" + folder);
        }
        return Flyway.configure()
                .dataSource(dataSource)
                .locations(locations.toArray(String[]::new))
                .table(HISTORY)
                // The engine's tables may be there already.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // One connection, so that script and history row commit together.
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }

    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }
}
