package com.fingood.runbook.target;

import java.util.ArrayList;
import java.util.List;

/** The points at which backup, rehearsal, restore or fencing break for a role that is not a superuser, and what helps at each. */
final class PostgresPrivileges {

    /** Objects of the user's own, with owner and schema; extension members and system schemas left out. */
    private static final String OBJECTS =
            """
            WITH object AS (
              SELECT c.oid, 'pg_class'::regclass AS class, c.relowner AS owner, c.relnamespace AS space FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
              UNION ALL SELECT oid, 'pg_proc'::regclass, proowner, pronamespace FROM pg_proc
              UNION ALL SELECT oid, 'pg_type'::regclass, typowner, typnamespace FROM pg_type WHERE typrelid = 0 AND typcategory <> 'A'
              UNION ALL SELECT oid, 'pg_namespace'::regclass, nspowner, oid FROM pg_namespace
              UNION ALL SELECT oid, 'pg_collation'::regclass, collowner, collnamespace FROM pg_collation
              UNION ALL SELECT oid, 'pg_conversion'::regclass, conowner, connamespace FROM pg_conversion
              UNION ALL SELECT oid, 'pg_operator'::regclass, oprowner, oprnamespace FROM pg_operator
              UNION ALL SELECT oid, 'pg_opclass'::regclass, opcowner, opcnamespace FROM pg_opclass
              UNION ALL SELECT oid, 'pg_opfamily'::regclass, opfowner, opfnamespace FROM pg_opfamily
              UNION ALL SELECT oid, 'pg_statistic_ext'::regclass, stxowner, stxnamespace FROM pg_statistic_ext
              UNION ALL SELECT oid, 'pg_ts_config'::regclass, cfgowner, cfgnamespace FROM pg_ts_config
              UNION ALL SELECT oid, 'pg_ts_dict'::regclass, dictowner, dictnamespace FROM pg_ts_dict
            ), own AS (
              SELECT DISTINCT o.owner, n.oid AS space, n.nspname FROM object o JOIN pg_namespace n ON n.oid = o.space
              WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e')
                AND NOT (o.class = 'pg_namespace'::regclass AND n.nspname = 'public')
            )
            """;

    /** Giving an object to its owner needs the right to become that role, which 16 tells apart from having its rights. */
    static final String MAY_BECOME = "(pg_has_role(%1$s, 'USAGE') AND pg_has_role(%1$s,"
            + " CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END))";

    /** Roles other than ours that have settings of their own in this database. */
    static final String ROLES_WITH_SETTINGS =
            " FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase JOIN pg_roles o ON o.oid = s.setrole"
                    + " CROSS JOIN pg_roles r WHERE r.rolname = current_user AND d.datname = current_database() AND o.oid <> r.oid ";

    /** Tables whose rows are hidden from every role that does not bypass it. */
    static final String HIDING =
            " FROM pg_class c WHERE c.relrowsecurity AND (c.relforcerowsecurity OR NOT pg_has_role(c.relowner, 'USAGE')) ";

    private PostgresPrivileges() {}

    /** @param major the server's major version */
    static List<PrivilegePoint> points(int major) {
        List<PrivilegePoint> points = new ArrayList<>(PostgresExcess.points());
        points.addAll(ownership());
        points.addAll(abilities());
        points.addAll(PostgresSuperuserPoints.points(major));
        return points;
    }

    private static List<PrivilegePoint> ownership() {
        return List.of(
                new PrivilegePoint(
                        "owns-database",
                        "the role owns the database or is a member of its owner",
                        "SELECT format('the database belongs to %s', datdba::regrole), " + join("datdba")
                                + " FROM pg_database WHERE datname = current_database() AND NOT "
                                + MAY_BECOME.formatted("datdba")),
                new PrivilegePoint(
                        "owns-objects",
                        "the role owns every object or is a member of its owner",
                        OBJECTS
                                + "SELECT format('%s owns objects in schema %I', owner::regrole, nspname), "
                                + join("owner")
                                + " FROM own WHERE NOT " + MAY_BECOME.formatted("owner") + " ORDER BY 1"),
                new PrivilegePoint(
                        "owners-may-create",
                        "every owner may create in the schemas where its objects lie",
                        OBJECTS
                                + "SELECT format('%s may not create in schema %I, so its objects can''t be restored there', owner::regrole, nspname),"
                                + " format('GRANT CREATE ON SCHEMA %I TO %s', nspname, owner::regrole)"
                                + " FROM own WHERE NOT has_schema_privilege(owner, space, 'CREATE') ORDER BY 1"));
    }

    private static List<PrivilegePoint> abilities() {
        return List.of(
                attribute("create-database", "CREATEDB", "rolcreatedb", "scratch and restored databases can't be made"),
                membership("end-sessions", "pg_signal_backend", "the application's sessions can't be ended"),
                membership(
                        "see-sessions",
                        "pg_read_all_stats",
                        "other sessions' state and query are hidden, so blocking can't be judged"),
                new PrivilegePoint(
                        "row-security",
                        "no table hides rows from the role",
                        "SELECT format('row-level security hides rows of %s', c.oid::regclass), format('ALTER ROLE %I BYPASSRLS', current_user)"
                                + HIDING
                                + " AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = current_user AND (r.rolbypassrls OR r.rolsuper))"
                                + " ORDER BY 1"),
                new PrivilegePoint(
                        "role-settings",
                        "no other role has settings of its own in this database, or the role may set them",
                        "SELECT format('%s has settings in this database', o.oid::regrole), CASE WHEN o.rolsuper"
                                + " THEN format('a superuser must set them again after a restore: ALTER ROLE %s IN DATABASE %I SET ...', o.oid::regrole, d.datname)"
                                + " WHEN current_setting('server_version_num')::int >= 160000"
                                + " THEN format('ALTER ROLE %I CREATEROLE; GRANT %s TO %I WITH ADMIN OPTION', current_user, o.oid::regrole, current_user)"
                                + " ELSE format('ALTER ROLE %I CREATEROLE', current_user) END"
                                + ROLES_WITH_SETTINGS
                                + "AND NOT r.rolsuper AND NOT (r.rolcreaterole AND NOT o.rolsuper"
                                + " AND (current_setting('server_version_num')::int < 160000 OR pg_has_role(o.oid, 'MEMBER WITH ADMIN OPTION'))) ORDER BY 1"),
                new PrivilegePoint(
                        "tablespaces",
                        "the role may create in every tablespace that the database uses",
                        "SELECT format('tables lie in tablespace %I', t.spcname), format('GRANT CREATE ON TABLESPACE %I TO %I', t.spcname, current_user)"
                                + " FROM pg_tablespace t WHERE t.spcname NOT IN ('pg_default', 'pg_global')"
                                + " AND EXISTS (SELECT FROM pg_class c WHERE c.reltablespace = t.oid)"
                                + " AND NOT has_tablespace_privilege(t.oid, 'CREATE') ORDER BY 1"),
                new PrivilegePoint(
                        "maintenance-database",
                        "the role may connect to postgres or template1, from where databases are made and exchanged",
                        "SELECT 'neither postgres nor template1 lets the role in, so databases can''t be made and exchanged',"
                                + " format('GRANT CONNECT ON DATABASE postgres TO %I', current_user)"
                                + " WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname IN ('postgres', 'template1')"
                                + " AND datallowconn AND has_database_privilege(oid, 'CONNECT'))"));
    }

    /** Never membership in a superuser: that would make our role one. */
    private static String join(String owner) {
        return "CASE WHEN (SELECT rolsuper FROM pg_roles WHERE oid = " + owner
                + ") THEN format('a superuser must give what %s owns to an owner that is none, for example: ALTER ... OWNER TO %I', "
                + owner + "::regrole, current_user) ELSE format('GRANT %s TO %I', " + owner
                + "::regrole, current_user) END";
    }

    private static PrivilegePoint attribute(String id, String attribute, String column, String otherwise) {
        return new PrivilegePoint(
                id,
                "the role has " + attribute,
                "SELECT " + literal(otherwise) + ", format('ALTER ROLE %I " + attribute + "', current_user)"
                        + " FROM pg_roles WHERE rolname = current_user AND NOT " + column + " AND NOT rolsuper");
    }

    private static PrivilegePoint membership(String id, String role, String otherwise) {
        return new PrivilegePoint(
                id,
                "the role is a member of " + role,
                "SELECT " + literal(otherwise) + ", format('GRANT " + role
                        + " TO %I', current_user) WHERE NOT pg_has_role('" + role + "', 'USAGE')");
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
