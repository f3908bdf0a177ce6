package com.fingood.runbook.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fingood.runbook.safety.measured.CatalogueObject;
import com.fingood.runbook.safety.measured.SchemaChange;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a PostgreSQL database holds by identity, so that a statement's doing shows as objects that came, went or changed. */
final class Catalogue {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    // Names are written without the home schema whatever the search path is: a script may change it half way.
    private static final String QUERY =
            """
            WITH space AS (
              SELECT oid, nspname, nspacl, nspowner FROM pg_catalog.pg_namespace
               WHERE nspname NOT LIKE 'pg\\_%%' AND nspname <> 'information_schema'
            ), relation AS (
              SELECT c.*, CASE WHEN s.nspname = %1$s THEN quote_ident(c.relname) ELSE format('%%I.%%I', s.nspname, c.relname) END AS name
                FROM pg_catalog.pg_class c JOIN space s ON s.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p', 'm') AND c.relname NOT IN (%2$s)
            )
            SELECT 'SCHEMA', oid::text, '', nspname, jsonb_build_object('acl', nspacl::text, 'owner', nspowner::regrole::text) FROM space
            UNION ALL
            SELECT 'TABLE', r.oid::text, r.name, r.name, jsonb_build_object('acl', r.relacl::text, 'owner', r.relowner::regrole::text,
                   'row-security', (r.relrowsecurity, r.relforcerowsecurity)::text,
                   'storage', concat_ws(' ', r.relpersistence, r.reltablespace, r.relam),
                   'partition-of', (SELECT p.name FROM pg_catalog.pg_inherits i JOIN relation p ON p.oid = i.inhparent
                                     WHERE i.inhrelid = r.oid AND r.relispartition))
              FROM relation r
            UNION ALL
            SELECT 'COLUMN', r.oid || '/' || a.attnum, r.name, a.attname, jsonb_build_object('type', format_type(a.atttypid, a.atttypmod),
                   'required', a.attnotnull, 'acl', a.attacl::text,
                   'default', a.atthasdef OR a.attidentity <> '' OR a.attgenerated <> '')
              FROM relation r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL
            SELECT 'CONSTRAINT', k.oid::text, r.name, k.conname, jsonb_build_object('type', k.contype::text, 'valid', k.convalidated,
                   'references', (SELECT f.name FROM relation f WHERE f.oid = k.confrelid),
                   'indexed', k.contype <> 'f' OR EXISTS (SELECT FROM pg_catalog.pg_index x WHERE x.indrelid = k.conrelid AND x.indpred IS NULL
                       AND (x.indkey::int2[])[0:array_length(k.conkey, 1) - 1] @> k.conkey))
              FROM pg_catalog.pg_constraint k JOIN relation r ON r.oid = k.conrelid
             WHERE k.contype IN ('c', 'f', 'p', 'u', 'x') AND k.conparentid = 0
            UNION ALL
            SELECT 'INDEX', i.oid::text, r.name, i.relname, jsonb_build_object('valid', x.indisvalid,
                   'constraint', EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x')))
              FROM pg_catalog.pg_index x JOIN relation r ON r.oid = x.indrelid JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
            UNION ALL
            SELECT 'TRIGGER', g.oid::text, r.name, g.tgname, jsonb_build_object('enabled', g.tgenabled::text)
              FROM pg_catalog.pg_trigger g JOIN relation r ON r.oid = g.tgrelid WHERE NOT g.tgisinternal
            UNION ALL
            SELECT 'POLICY', p.oid::text, r.name, p.polname, jsonb_build_object()
              FROM pg_catalog.pg_policy p JOIN relation r ON r.oid = p.polrelid
            UNION ALL
            SELECT 'FUNCTION', f.oid::text, '', f.proname, jsonb_build_object('acl', f.proacl::text, 'owner', f.proowner::regrole::text,
                   'definer', f.prosecdef)
              FROM pg_catalog.pg_proc f JOIN space s ON s.oid = f.pronamespace
             WHERE f.proname <> 'runbook_undo_journal_only_grows'
            UNION ALL
            SELECT 'ENUM_VALUE', e.oid::text, '', e.enumlabel, jsonb_build_object('type', t.typname)
              FROM pg_catalog.pg_enum e JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid JOIN space s ON s.oid = t.typnamespace""";

    private final Map<String, CatalogueObject> objects;

    private Catalogue(Map<String, CatalogueObject> objects) {
        this.objects = objects;
    }

    static Catalogue none() {
        return new Catalogue(Map.of());
    }

    /** @param home the schema whose tables are named without it */
    static Catalogue read(Connection connection, String home) throws SQLException {
        Map<String, CatalogueObject> objects = new LinkedHashMap<>();
        String sql = QUERY.formatted(TraceQueries.literal(home), TraceQueries.BOOKKEEPING);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                CatalogueObject object = new CatalogueObject(
                        CatalogueObject.Kind.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        details(row.getString(5)));
                objects.put(object.kind() + " " + object.key(), object);
            }
        }
        return new Catalogue(objects);
    }

    private static Map<String, String> details(String json) {
        try {
            Map<String, String> details = JSON.readValue(json, DETAILS);
            details.values().removeIf(java.util.Objects::isNull);
            return details;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the server builds the JSON itself", e);
        }
    }

    List<SchemaChange> changesTo(Catalogue after) {
        List<SchemaChange> changes = new ArrayList<>();
        objects.forEach((key, before) -> {
            CatalogueObject now = after.objects.get(key);
            if (!before.equals(now)) {
                changes.add(new SchemaChange(before, now));
            }
        });
        after.objects.forEach((key, now) -> {
            if (!objects.containsKey(key)) {
                changes.add(new SchemaChange(null, now));
            }
        });
        return changes;
    }
}
