package com.fingood.runbook.migration;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the role that rehearses could do besides: the wall around a script that nobody has approved yet. */
final class RehearsalRole {

    private static final String POWERS =
            """
            SELECT power, remedy FROM (
              SELECT 1, 'is a superuser', format('ALTER ROLE %I NOSUPERUSER', rolname), rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user
              UNION ALL
              SELECT 2, 'may create roles', format('ALTER ROLE %I NOCREATEROLE', rolname), rolcreaterole FROM pg_catalog.pg_roles WHERE rolname = current_user
              UNION ALL
              SELECT 3, 'is a member of ' || r.rolname, format('REVOKE %I FROM %I', r.rolname, current_user), pg_has_role(current_user, r.oid, 'MEMBER')
                FROM pg_catalog.pg_roles r WHERE r.rolname IN ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')
            ) p (place, power, remedy, has) WHERE has ORDER BY place""";

    private static final String CREATES_DATABASES =
            "SELECT rolcreatedb OR rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user";

    private static final String CONNECTS =
            "SELECT has_database_privilege(d.oid, 'CONNECT') FROM pg_catalog.pg_database d WHERE d.datname = ?";

    private record Power(String words, String remedy) {}

    private RehearsalRole() {}

    /**
     * @param elsewhere whether the role or the server is another one than the target's
     * @return warnings, in words
     */
    static List<String> judge(Target target, Target site, boolean elsewhere) {
        if (target.dialect().name().equals("h2")) {
            return List.of();
        }
        try (Connection connection = site.connectBeside(SessionTag.cli("rehearsal-role"))) {
            List<Power> powers = powers(connection);
            if (!elsewhere) {
                return List.of(asTarget(target, powers));
            }
            demandModest(target, site, powers);
            demandCreatesDatabases(connection, site);
            demandVersion(target, site, connection);
            return reachesTarget(target, site, connection);
        } catch (SQLException e) {
            throw TargetFailure.of(site.name(), "looking at the role that rehearses", e);
        }
    }

    private static String asTarget(Target target, List<Power> powers) {
        String role = target.properties().username();
        return "it ran as " + role + ", the target's own role, which may change the target itself"
                + (powers.isEmpty()
                        ? ""
                        : " and "
                                + String.join(
                                        ", ", powers.stream().map(Power::words).toList()))
                + "; a role that owns scratch databases only is safer: CREATE ROLE "
                + target.name().replace('-', '_')
                + "_rehearsal LOGIN CREATEDB PASSWORD '...', and its username and password under "
                + RehearsalSite.keyOf(target);
    }

    private static List<Power> powers(Connection connection) throws SQLException {
        List<Power> powers = new ArrayList<>();
        TraceQueries.each(connection, POWERS, row -> powers.add(new Power(row.getString(1), row.getString(2))));
        return powers;
    }

    private static void demandModest(Target target, Target site, List<Power> powers) {
        if (!powers.isEmpty()) {
            throw Refusal.refused(
                    "rehearsal-role-too-strong",
                    "Nothing was rehearsed: the role " + site.properties().username() + " of "
                            + RehearsalSite.keyOf(target)
                            + " "
                            + String.join(
                                    ", ", powers.stream().map(Power::words).toList())
                            + ", so a script could reach the whole server. Run: "
                            + String.join(
                                    "; ", powers.stream().map(Power::remedy).toList())
                            + "; or name another role.");
        }
    }

    private static void demandCreatesDatabases(Connection connection, Target site) throws SQLException {
        boolean[] creates = new boolean[1];
        TraceQueries.each(connection, CREATES_DATABASES, row -> creates[0] = row.getBoolean(1));
        if (!creates[0]) {
            String role = site.dialect().quote(site.properties().username());
            throw Refusal.refused(
                    "rehearsal-role-too-weak",
                    "Nothing was rehearsed: the role " + role + " can't create a scratch database. Run: ALTER ROLE "
                            + role + " CREATEDB.");
        }
    }

    private static void demandVersion(Target target, Target site, Connection there) throws SQLException {
        if (target.properties().rehearsal().url() == null) {
            return;
        }
        try (Connection here = target.connect(SessionTag.cli("rehearsal-role"))) {
            int needed = target.dialect().majorVersion(here);
            int found = site.dialect().majorVersion(there);
            if (found < needed) {
                throw Refusal.refused(
                        "rehearsal-server-older",
                        "Nothing was rehearsed: the server of " + RehearsalSite.keyOf(target) + ".url is PostgreSQL "
                                + found
                                + ", the target is PostgreSQL " + needed
                                + ". Name a server of version " + needed + " or newer.");
            }
        }
    }

    private static List<String> reachesTarget(Target target, Target site, Connection connection) throws SQLException {
        if (target.properties().rehearsal().url() != null) {
            return List.of();
        }
        String database = target.dialect().databaseOf(target.properties());
        try (PreparedStatement query = connection.prepareStatement(CONNECTS)) {
            query.setString(1, database);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next() || !row.getBoolean(1)) {
                    return List.of();
                }
            }
        }
        return List.of(
                "the role " + site.properties().username() + " that rehearses may connect to the target itself; run:"
                        + " REVOKE CONNECT ON DATABASE " + target.dialect().quote(database)
                        + " FROM PUBLIC, and grant it to the roles that need it");
    }
}
