package com.fingood.runbook.target;

import org.h2.Driver;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Opens sessions on H2 files, from several processes at once. */
final class H2Connector {

    static {
        bindToLoopback();
    }

    private H2Connector() {}

    /**
     * The process that opens a file first serves the others; without this it listens on every interface of the machine. H2 reads it
     * once, so it must be said before H2's first class is loaded.
     */
    static void bindToLoopback() {
        if (System.getProperty("h2.bindAddress") == null) {
            System.setProperty("h2.bindAddress", "127.0.0.1");
        }
    }

    /** A session on a file that must exist: H2 would silently create an empty database for a mistyped path. */
    static Connection open(TargetProperties properties, SessionTag tag) {
        return open(properties, H2Url.withDefault(properties.url(), "IFEXISTS", "TRUE"), tag);
    }

    /** Creates the file when it is not there. */
    static Connection create(TargetProperties properties, SessionTag tag) {
        return open(properties, properties.url(), tag);
    }

    private static Connection open(TargetProperties properties, String url, SessionTag tag) {
        try {
            // Compacting at close has returned empty and old databases (measured, 2.3.232, files opened and closed many
            // times).
            String safe = H2Url.withDefault(H2Url.withDefault(url, "AUTO_SERVER", "TRUE"), "MAX_COMPACT_TIME", "0");
            Connection connection = new Driver().connect(safe, login(properties));
            return prepared(connection, properties, tag);
        } catch (SQLException e) {
            throw ConnectFailure.of(properties, e);
        }
    }

    private static Properties login(TargetProperties properties) {
        Properties login = new Properties();
        login.setProperty("user", properties.username());
        login.setProperty("password", properties.secret());
        return login;
    }

    private static Connection prepared(Connection connection, TargetProperties properties, SessionTag tag)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            H2Sessions.remember(connection, tag);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
