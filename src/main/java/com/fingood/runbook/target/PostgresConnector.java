package com.fingood.runbook.target;

import org.postgresql.Driver;
import org.postgresql.PGProperty;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Opens sessions on PostgreSQL: tagged from their first moment, with the settings that make fingerprints and checks comparable. */
final class PostgresConnector {

    // Each of these changes the text of a value, and so its hash. The order of day and month in DateStyle stays the
    // database's own: it decides how a script's dates are read.
    private static final String SETTINGS =
            "SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; "
                    + "SET bytea_output = 'hex'; SET extra_float_digits = 1; SET row_security = off";

    private static final int FIRST_WITH_CHECK_INTERVAL = 14;

    private PostgresConnector() {}

    static Connection open(TargetProperties properties, SessionTag tag) {
        try {
            return prepared(new Driver().connect(properties.url(), login(properties, tag)));
        } catch (SQLException e) {
            throw ConnectFailure.of(properties, e);
        }
    }

    private static Properties login(TargetProperties properties, SessionTag tag) {
        Properties login = new Properties();
        PGProperty.USER.set(login, properties.username());
        PGProperty.PASSWORD.set(login, properties.secret());
        PGProperty.APPLICATION_NAME.set(login, tag.applicationName());
        // Sends the name with the login itself: no session of ours is ever untagged.
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(login, "12");
        PGProperty.CONNECT_TIMEOUT.set(login, 5);
        PGProperty.LOGIN_TIMEOUT.set(login, 10);
        PGProperty.TCP_KEEP_ALIVE.set(login, true);
        return login;
    }

    private static Connection prepared(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            noticeDeadClient(connection, statement);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Killing a client does not stop its statement by itself; with this the server looks after its client every second. */
    private static void noticeDeadClient(Connection connection, Statement statement) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() < FIRST_WITH_CHECK_INTERVAL) {
            return;
        }
        try {
            statement.execute("SET client_connection_check_interval = '1s'");
        } catch (SQLException e) {
            // Some platforms have no way to notice it and refuse any value but 0 (22023); sessions work without.
            if (!"22023".equals(e.getSQLState())) {
                throw e;
            }
        }
    }
}
