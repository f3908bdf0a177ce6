package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Who can write although a fence stands. What can't be found out counts as a hole. */
final class FenceHoles {

    private static final String ROLES =
            """
            SELECT r.rolname, r.rolsuper, pg_has_role(r.oid, d.datdba, 'USAGE'),
                   EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
                           WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'),
                   has_database_privilege(r.oid, d.oid, 'CONNECT')
              FROM pg_catalog.pg_roles r JOIN pg_catalog.pg_database d ON d.datname = current_database()
             WHERE r.rolname <> current_user AND CASE WHEN ? = '' THEN r.rolcanlogin AND NOT r.rolsuper ELSE r.rolname = ? END
             ORDER BY 1""";

    private static final String OTHER_WRITERS =
            """
            SELECT 'subscription ' || subname FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
             WHERE d.datname = current_database() AND s.subenabled
            UNION ALL SELECT 'prepared transaction ' || gid || ' of ' || owner FROM pg_catalog.pg_prepared_xacts WHERE database = current_database()
            UNION ALL SELECT 'background worker ' || coalesce(backend_type, '') FROM pg_catalog.pg_stat_activity
             WHERE datname = current_database() AND backend_type NOT IN ('client backend', 'walsender', 'autovacuum worker', 'parallel worker')
               AND backend_type NOT LIKE 'logical replication%'""";

    private FenceHoles() {}

    static List<String> of(Connection connection, Target target) throws SQLException {
        ApplicationLogin application = target.properties().application();
        List<String> holes = new ArrayList<>(roles(connection, application == null ? "" : application.username()));
        try (PreparedStatement statement = connection.prepareStatement(OTHER_WRITERS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                holes.add(row.getString(1) + " is not kept out");
            }
        }
        holes.addAll(FencedSessions.remaining(connection));
        return holes;
    }

    /** Without a word about who the application is, every other role that can log in counts. */
    private static List<String> roles(Connection connection, String application) throws SQLException {
        List<String> holes = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ROLES)) {
            statement.setString(1, application);
            statement.setString(2, application);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String role = row.getString(1);
                    if (row.getBoolean(2)) {
                        holes.add("role " + role + " is a superuser, whom no fence keeps out");
                    } else if (row.getBoolean(3)) {
                        holes.add("role " + role + " has the rights of the database's owner, whom this fence lets in");
                    } else if (row.getBoolean(5)) {
                        holes.add("role " + role + " may still connect");
                    } else if (row.getBoolean(4)) {
                        holes.add("role " + role + " owns tables; it is kept out, but an application should own none");
                    }
                }
            }
        }
        return holes;
    }

    /** Tries to come in as the application does. */
    static Probe probe(Target target, SessionTag tag) {
        ApplicationLogin application = target.properties().application();
        if (application == null) {
            return new Probe(null, "nobody tried to come in, since no login of the application is configured");
        }
        try (Connection in = target.dialect().connect(target.properties().asApplication(), tag)) {
            return new Probe("role " + application.username() + " came in all the same", null);
        } catch (Refusal e) {
            boolean kept = e.getCause() instanceof SQLException sql && "42501".equals(sql.getSQLState());
            return kept
                    ? new Probe(null, "role " + application.username() + " tried to come in and was refused")
                    : new Probe(
                            "whether role " + application.username() + " is kept out is not known: " + e.getMessage(),
                            null);
        } catch (SQLException e) {
            return new Probe("role " + application.username() + " came in all the same", null);
        }
    }

    /** One of the two. */
    record Probe(String hole, String words) {}
}
