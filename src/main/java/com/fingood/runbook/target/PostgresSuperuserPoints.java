package com.fingood.runbook.target;

import java.util.ArrayList;
import java.util.List;

/** What only a superuser can bring back or end, so that a role that is none must know of it before it matters. */
final class PostgresSuperuserPoints {

    private static final int FIRST_WITH_SCHEMA_PUBLICATIONS = 15;

    private static final String AGAIN = "a superuser must create it again after a restore";

    private PostgresSuperuserPoints() {}

    static List<PrivilegePoint> points(int major) {
        List<PrivilegePoint> points = new ArrayList<>(code());
        points.add(point(
                "publications",
                "no publication is for all tables or for whole schemas",
                "p.pubname",
                AGAIN,
                "pg_publication p WHERE (p.puballtables"
                        + (major >= FIRST_WITH_SCHEMA_PUBLICATIONS
                                ? " OR EXISTS (SELECT FROM pg_publication_namespace n WHERE n.pnpubid = p.oid))"
                                : ")")));
        points.addAll(data());
        return points;
    }

    private static List<PrivilegePoint> code() {
        return List.of(
                point(
                        "extensions",
                        "every extension can be created by the role",
                        "e.extname || CASE WHEN v.name IS NULL THEN ' (its version is not on the server any more)' ELSE '' END",
                        "a superuser must create it in a template database for restores",
                        "pg_extension e LEFT JOIN pg_available_extension_versions v ON v.name = e.extname AND v.version = e.extversion"
                                + " WHERE (v.name IS NULL OR v.superuser AND NOT coalesce((to_jsonb(v) ->> 'trusted')::boolean, false))"),
                point(
                        "event-triggers",
                        "there is no event trigger",
                        "e.evtname",
                        AGAIN,
                        "pg_event_trigger e WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_event_trigger'::regclass"
                                + " AND d.objid = e.oid AND d.deptype = 'e')"),
                point(
                        "untrusted-functions",
                        "every function is written in a language that the role may use",
                        "f.oid::regprocedure::text || ' in language ' || l.lanname",
                        AGAIN,
                        "pg_proc f JOIN pg_language l ON l.oid = f.prolang JOIN pg_namespace n ON n.oid = f.pronamespace"
                                + " WHERE NOT l.lanpltrusted AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
                                + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = f.oid AND d.deptype = 'e')"),
                point(
                        "foreign-data-wrappers",
                        "no foreign-data wrapper is there outside an extension",
                        "w.fdwname",
                        AGAIN,
                        "pg_foreign_data_wrapper w WHERE NOT EXISTS (SELECT FROM pg_depend d"
                                + " WHERE d.classid = 'pg_foreign_data_wrapper'::regclass AND d.objid = w.oid AND d.deptype = 'e')"));
    }

    private static List<PrivilegePoint> data() {
        return List.of(
                point(
                        "subscriptions",
                        "the database subscribes to nothing",
                        "s.subname",
                        "a dump by another role leaves it out: a superuser must create it again after a restore",
                        "pg_subscription s WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())"),
                point(
                        "large-objects",
                        "every large object belongs to the role or one that it is a member of",
                        "'large objects of ' || o.lomowner::regrole",
                        "a superuser must give the large objects to this role: ALTER LARGE OBJECT ... OWNER TO ...",
                        "(SELECT DISTINCT lomowner FROM pg_largeobject_metadata) o WHERE NOT "
                                + PostgresPrivileges.MAY_BECOME.formatted("o.lomowner")),
                point(
                        "superuser-sessions",
                        "no superuser is connected",
                        "a.usename || ' (session ' || a.pid || ')'",
                        "a superuser must end that session before a fence or a swap",
                        // The type is hidden without pg_read_all_stats.
                        "pg_stat_activity a JOIN pg_roles u ON u.oid = a.usesysid WHERE u.rolsuper AND a.datname = current_database()"
                                + " AND coalesce(a.backend_type, 'client backend') = 'client backend'"));
    }

    private static PrivilegePoint point(String id, String fine, String what, String remedy, String from) {
        return new PrivilegePoint(
                id,
                fine,
                "SELECT " + what + ", " + PostgresPrivileges.literal(remedy) + " FROM " + from
                        + " AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) ORDER BY 1");
    }
}
