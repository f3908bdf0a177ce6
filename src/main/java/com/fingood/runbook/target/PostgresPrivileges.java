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
            ), own AS (
              SELECT DISTINCT o.owner, n.oid AS space, n.nspname FROM object o JOIN pg_namespace n ON n.oid = o.space
              WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
                AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e')
                AND NOT (o.class = 'pg_namespace'::regclass AND n.nspname = 'public')
            )
            """;

    private PostgresPrivileges() {}

    static List<PrivilegePoint> points(boolean production) {
        List<PrivilegePoint> points = new ArrayList<>();
        if (production) {
            points.add(new PrivilegePoint(
                    "not-superuser",
                    "the role is not a superuser",
                    "SELECT current_user || ' is a superuser: nothing limits a mistake', format('ALTER ROLE %I NOSUPERUSER', current_user)"
                            + " FROM pg_roles WHERE rolname = current_user AND rolsuper"));
        }
        points.addAll(ownership());
        points.addAll(abilities());
        points.addAll(superusersOnly());
        return points;
    }

    private static List<PrivilegePoint> ownership() {
        return List.of(
                new PrivilegePoint(
                        "owns-database",
                        "the role owns the database or is a member of its owner",
                        "SELECT format('the database belongs to %s', datdba::regrole), " + join("datdba")
                                + " FROM pg_database WHERE datname = current_database() AND NOT pg_has_role(datdba, 'USAGE')"),
                new PrivilegePoint(
                        "owns-objects",
                        "the role owns every object or is a member of its owner",
                        OBJECTS
                                + "SELECT format('%s owns objects in schema %I', owner::regrole, nspname), "
                                + join("owner")
                                + " FROM own WHERE NOT pg_has_role(owner, 'USAGE') ORDER BY 1"),
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
                                + " FROM pg_class c, pg_roles r WHERE r.rolname = current_user AND NOT r.rolbypassrls AND NOT r.rolsuper"
                                + " AND c.relrowsecurity AND (c.relforcerowsecurity OR NOT pg_has_role(c.relowner, 'USAGE')) ORDER BY 1"),
                new PrivilegePoint(
                        "role-settings",
                        "no other role has settings of its own in this database, or the role may set them",
                        "SELECT format('%s has settings in this database', s.setrole::regrole), CASE WHEN current_setting('server_version_num')::int >= 160000"
                                + " THEN format('ALTER ROLE %I CREATEROLE; GRANT %s TO %I WITH ADMIN OPTION', current_user, s.setrole::regrole, current_user)"
                                + " ELSE format('ALTER ROLE %I CREATEROLE', current_user) END"
                                + " FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase JOIN pg_roles r ON r.rolname = current_user"
                                + " WHERE d.datname = current_database() AND s.setrole NOT IN (0, r.oid) AND NOT r.rolsuper AND NOT (r.rolcreaterole"
                                + " AND (current_setting('server_version_num')::int < 160000 OR pg_has_role(s.setrole, 'MEMBER WITH ADMIN OPTION'))) ORDER BY 1"));
    }

    private static List<PrivilegePoint> superusersOnly() {
        return List.of(
                superuser(
                        "extensions",
                        "every extension can be created by the role",
                        "e.extname",
                        "a superuser must create it in a template database for restores",
                        "pg_extension e JOIN pg_available_extension_versions v ON v.name = e.extname AND v.version = e.extversion"
                                + " WHERE v.superuser AND NOT coalesce((to_jsonb(v) ->> 'trusted')::boolean, false)"),
                superuser(
                        "event-triggers",
                        "there is no event trigger",
                        "e.evtname",
                        "a superuser must create it again after a restore",
                        "pg_event_trigger e WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_event_trigger'::regclass"
                                + " AND d.objid = e.oid AND d.deptype = 'e')"),
                superuser(
                        "publications",
                        "no publication is for all tables",
                        "p.pubname",
                        "a superuser must create it again after a restore",
                        "pg_publication p WHERE p.puballtables"),
                superuser(
                        "large-objects",
                        "every large object belongs to the role or one that it is a member of",
                        "o.lomowner::regrole::text",
                        "a superuser must give the large objects to this role",
                        "(SELECT DISTINCT lomowner FROM pg_largeobject_metadata) o WHERE NOT pg_has_role(o.lomowner, 'USAGE')"),
                superuser(
                        "superuser-sessions",
                        "no superuser is connected",
                        "a.usename || ' (session ' || a.pid || ')'",
                        "a superuser must end that session before a fence or a swap",
                        "pg_stat_activity a JOIN pg_roles u ON u.oid = a.usesysid WHERE u.rolsuper AND a.datname = current_database()"
                                + " AND a.backend_type = 'client backend'"));
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

    private static PrivilegePoint superuser(String id, String fine, String what, String remedy, String from) {
        return new PrivilegePoint(
                id,
                fine,
                "SELECT " + what + ", " + literal(remedy) + " FROM " + from
                        + " AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) ORDER BY 1");
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
