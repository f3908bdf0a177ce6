package com.fingood.runbook.target;

import java.util.List;

/** What our role must not be able to do: a mistake, or a script that nobody has reviewed yet, could do it as well. */
final class PostgresExcess {

    private static final String NOT_SUPERUSER =
            " AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) ";

    private PostgresExcess() {}

    static List<PrivilegePoint> points() {
        return List.of(
                new PrivilegePoint(
                        "not-superuser",
                        "the role is not a superuser",
                        "SELECT current_user || ' is a superuser: nothing limits a mistake', format('ALTER ROLE %I NOSUPERUSER', current_user)"
                                + " FROM pg_roles WHERE rolname = current_user AND rolsuper"),
                new PrivilegePoint(
                        "not-member-of-superuser",
                        "the role can't become a superuser",
                        "SELECT format('the role can become the superuser %I', rolname), format('REVOKE %I FROM %I', rolname, current_user)"
                                + " FROM pg_roles WHERE rolsuper AND pg_has_role(oid, 'MEMBER')"
                                + NOT_SUPERUSER + "ORDER BY 1"),
                attribute(
                        "no-create-role",
                        "CREATEROLE",
                        "rolcreaterole",
                        "the role can make and change other roles",
                        "NOT EXISTS (SELECT" + PostgresPrivileges.ROLES_WITH_SETTINGS + "AND NOT o.rolsuper)"),
                attribute(
                        "no-replication",
                        "REPLICATION",
                        "rolreplication",
                        "the role can copy the whole server, past every grant",
                        "true"),
                attribute(
                        "no-bypass-row-security",
                        "BYPASSRLS",
                        "rolbypassrls",
                        "the role passes row-level security, which hides nothing from it here",
                        "NOT EXISTS (SELECT" + PostgresPrivileges.HIDING + ")"),
                new PrivilegePoint(
                        "no-server-files",
                        "the role can't use the server's files and programs",
                        "SELECT format('the role is a member of %s', rolname), format('REVOKE %s FROM %I', rolname, current_user)"
                                + " FROM pg_roles WHERE rolname IN ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')"
                                + " AND pg_has_role(oid, 'MEMBER')" + NOT_SUPERUSER + "ORDER BY 1"));
    }

    /** @param needless condition under which nothing here needs the attribute */
    private static PrivilegePoint attribute(
            String id, String attribute, String column, String otherwise, String needless) {
        return new PrivilegePoint(
                id,
                "the role does not have " + attribute + " without need",
                "SELECT " + PostgresPrivileges.literal(otherwise) + ", format('ALTER ROLE %I NO" + attribute
                        + "', current_user) FROM pg_roles WHERE rolname = current_user AND " + column
                        + " AND NOT rolsuper AND " + needless);
    }
}
