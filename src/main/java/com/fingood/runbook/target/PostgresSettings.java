package com.fingood.runbook.target;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives sessions on a copy the settings of sessions on its origin, since a script may do something else under others. */
final class PostgresSettings {

    /** What changes how a script is understood, planned or stored. */
    private static final String MEANING =
            "'search_path', 'default_tablespace', 'default_table_access_method', 'default_toast_compression',"
                    + " 'default_transaction_isolation', 'check_function_bodies', 'standard_conforming_strings',"
                    + " 'backslash_quote', 'escape_string_warning', 'array_nulls', 'xmloption', 'lc_monetary', 'lc_numeric',"
                    + " 'lc_time', 'default_text_search_config', 'quote_all_identifiers', 'transform_null_equals',"
                    + " 'timezone_abbreviations', 'plpgsql.variable_conflict', 'work_mem', 'maintenance_work_mem',"
                    + " 'max_parallel_maintenance_workers', 'max_parallel_workers_per_gather', 'enable_seqscan',"
                    + " 'constraint_exclusion', 'session_replication_role'";

    /** What our own sessions pin anyway; a script runs under the value that the database or role has (see the note on it there). */
    private static final String PINNED =
            "'timezone', 'datestyle', 'intervalstyle', 'bytea_output', 'extra_float_digits'";

    /** Limits and identity of a session, which each of ours sets for itself. */
    private static final String OURS = "'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout',"
            + " 'transaction_timeout', 'application_name', 'row_security', 'role', 'session_authorization',"
            + " 'default_transaction_read_only', 'client_connection_check_interval'";

    private static final String SET_FOR_US =
            """
            SELECT DISTINCT ON (name) name, value FROM (
              SELECT lower(split_part(c, '=', 1)) AS name, substr(c, strpos(c, '=') + 1) AS value,
                     (s.setrole = 0)::int * 2 + (s.setdatabase = 0)::int AS rank
                FROM pg_catalog.pg_db_role_setting s, unnest(s.setconfig) c
               WHERE s.setdatabase IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))
                 AND s.setrole IN (0, (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user))) x
            """;

    private static final String WANTED = "SELECT name, CASE WHEN name IN (" + PINNED
            + ") THEN value ELSE current_setting(name, true) END FROM (" + SET_FOR_US + " WHERE name NOT IN (" + OURS
            + ") ORDER BY name, rank) own UNION SELECT name, current_setting(name, true) FROM unnest(ARRAY[" + MEANING
            + "]) name";

    private PostgresSettings() {}

    static List<String> copy(Target origin, Target copy) {
        Map<String, String> wanted = wanted(origin);
        List<String> failed = new ArrayList<>();
        try (Connection connection = copy.connect(SessionTag.cli("scratch-settings"))) {
            String database = copy.dialect().quote(copy.dialect().databaseOf(copy.properties()));
            for (Map.Entry<String, String> setting : wanted.entrySet()) {
                set(connection, database, setting, failed);
            }
        } catch (SQLException e) {
            throw TargetFailure.of(copy.name(), "giving the copy the settings of its origin", e);
        }
        return failed;
    }

    private static Map<String, String> wanted(Target origin) {
        Map<String, String> wanted = new LinkedHashMap<>();
        try (Connection connection = origin.connect(SessionTag.cli("read-settings"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(WANTED)) {
            while (row.next()) {
                if (row.getString(2) != null) {
                    wanted.put(row.getString(1), row.getString(2));
                }
            }
            return wanted;
        } catch (SQLException e) {
            throw TargetFailure.of(origin.name(), "reading its settings", e);
        }
    }

    /** For this role in this database, which nothing else outranks; gone when the database is dropped. */
    private static void set(
            Connection connection, String database, Map.Entry<String, String> setting, List<String> failed) {
        try (PreparedStatement current = connection.prepareStatement("SELECT current_setting(?, true)");
                PreparedStatement take = connection.prepareStatement("SELECT set_config(?, ?, false)");
                Statement keep = connection.createStatement()) {
            current.setString(1, setting.getKey());
            try (ResultSet row = current.executeQuery()) {
                row.next();
                if (setting.getValue().equals(row.getString(1))) {
                    return;
                }
            }
            take.setString(1, setting.getKey());
            take.setString(2, setting.getValue());
            take.execute();
            keep.execute("ALTER ROLE CURRENT_USER IN DATABASE " + database + " SET " + qualified(setting.getKey())
                    + " FROM CURRENT");
        } catch (SQLException e) {
            failed.add("the copy runs without the target's setting " + setting.getKey() + " ("
                    + TargetFailure.firstLine(e) + ")");
        }
    }

    /** An extension's setting has a dot in its name. */
    private static String qualified(String name) {
        List<String> parts = new ArrayList<>();
        for (String part : name.split("\\.")) {
            parts.add(Identifiers.quoted(part));
        }
        return String.join(".", parts);
    }
}
