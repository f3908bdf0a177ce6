package com.fingood.runbook.migration;

import com.fingood.runbook.target.Dialect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Our sessions pin how moments and numbers are written, so that fingerprints compare. A script must not see that: from timestamp to
 * timestamptz means another moment, and a rewrite or none, by the time zone that the database or the role has set. So for the script
 * these settings are what {@code ALTER DATABASE} and {@code ALTER ROLE ... SET} say; without such a word they stay ours, the same on
 * target and clone.
 */
final class ScriptSettings {

    private static final String OWN =
            """
            SELECT DISTINCT ON (name) name, value, current_setting(name) FROM (
              SELECT lower(split_part(c, '=', 1)) AS name, substr(c, strpos(c, '=') + 1) AS value,
                     (s.setrole = 0)::int * 2 + (s.setdatabase = 0)::int AS rank
                FROM pg_catalog.pg_db_role_setting s, unnest(s.setconfig) c
               WHERE s.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
                 AND s.setrole IN (0, (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user))) x
             WHERE name IN ('timezone', 'datestyle', 'intervalstyle', 'bytea_output', 'extra_float_digits')
             ORDER BY name, rank""";

    private final Map<String, String> own;
    private final Map<String, String> pinned;

    private ScriptSettings(Map<String, String> own, Map<String, String> pinned) {
        this.own = own;
        this.pinned = pinned;
    }

    static ScriptSettings of(Connection connection, Dialect dialect) throws SQLException {
        Map<String, String> own = new LinkedHashMap<>();
        Map<String, String> pinned = new LinkedHashMap<>();
        if (!dialect.name().equals("h2")) {
            TraceQueries.each(connection, OWN, row -> {
                own.put(row.getString(1), row.getString(2));
                pinned.put(row.getString(1), row.getString(3));
            });
        }
        return new ScriptSettings(own, pinned);
    }

    void apply(Connection connection) throws SQLException {
        set(connection, own);
    }

    void restore(Connection connection) throws SQLException {
        set(connection, pinned);
    }

    private static void set(Connection connection, Map<String, String> settings) throws SQLException {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT pg_catalog.set_config(?, ?, false)")) {
                statement.setString(1, setting.getKey());
                statement.setString(2, setting.getValue());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                }
            }
        }
    }
}
