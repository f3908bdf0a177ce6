package com.fingood.runbook.diagnosis.performance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Indexes that nobody uses, that say the same twice, or that a failed build left behind. */
final class IndexFaults {

    private static final String FROM =
            """
              FROM pg_catalog.pg_index i
              JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
              JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            """;
    private static final String NAMES =
            "SELECT n.nspname || '.' || c.relname, ic.relname, pg_catalog.pg_relation_size(i.indexrelid), ";
    private static final String OWN = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'";

    /** Unique ones guard data, those of constraints and foreign keys are used where no counter counts. */
    private static final String UNUSED = NAMES
            + """
            coalesce((SELECT stats_reset::date::text FROM pg_catalog.pg_stat_database
                       WHERE datname = current_database()), 'the server''s first start')
            """
            + FROM
            + """
              JOIN pg_catalog.pg_stat_all_indexes s ON s.indexrelid = i.indexrelid
             WHERE s.idx_scan = 0 AND i.indisvalid AND NOT i.indisunique AND NOT i.indisexclusion AND NOT i.indisreplident
               AND c.relkind IN ('r', 'm') AND NOT ic.relispartition
               AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint con WHERE con.conindid = i.indexrelid)
               AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint fk
                                WHERE fk.contype = 'f' AND fk.conrelid = i.indrelid
                                  AND (string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(fk.conkey)]
                                      @> fk.conkey)
               AND
            """
            + OWN + " ORDER BY 3 DESC, 2";

    /** Of two that are the same, the one that nothing needs: not unique, of no constraint, else the younger one. */
    private static final String DUPLICATES = NAMES + "oc.relname " + FROM
            + """
              JOIN pg_catalog.pg_index o ON o.indrelid = i.indrelid AND o.indexrelid <> i.indexrelid
              JOIN pg_catalog.pg_class oc ON oc.oid = o.indexrelid AND oc.relam = ic.relam
             WHERE i.indkey = o.indkey AND i.indclass = o.indclass AND i.indcollation = o.indcollation
               AND i.indoption = o.indoption AND i.indisvalid AND o.indisvalid
               AND coalesce(pg_catalog.pg_get_expr(i.indexprs, i.indrelid), '')
                   = coalesce(pg_catalog.pg_get_expr(o.indexprs, o.indrelid), '')
               AND coalesce(pg_catalog.pg_get_expr(i.indpred, i.indrelid), '')
                   = coalesce(pg_catalog.pg_get_expr(o.indpred, o.indrelid), '')
               AND NOT i.indisreplident
               AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint con WHERE con.conindid = i.indexrelid)
               AND (o.indisunique AND NOT i.indisunique
                    OR o.indisunique = i.indisunique
                       AND (i.indexrelid > o.indexrelid
                            OR EXISTS (SELECT 1 FROM pg_catalog.pg_constraint con WHERE con.conindid = o.indexrelid)))
               AND
            """
            + OWN + " ORDER BY 1, 2";

    private static final String INVALID = NAMES
            + """
            EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p WHERE p.index_relid = i.indexrelid)::text
            """
            + FROM + " WHERE NOT (i.indisvalid AND i.indisready) AND " + OWN + " ORDER BY 1, 2";

    private final Connection connection;
    private final List<IndexFault> found = new ArrayList<>();

    private IndexFaults(Connection connection) {
        this.connection = connection;
    }

    static List<IndexFault> of(Connection connection) throws SQLException {
        IndexFaults faults = new IndexFaults(connection);
        faults.add(IndexFault.Kind.INVALID, INVALID);
        faults.add(IndexFault.Kind.DUPLICATE, DUPLICATES);
        faults.add(IndexFault.Kind.UNUSED, UNUSED);
        return faults.found;
    }

    private void add(IndexFault.Kind kind, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String index = row.getString(2);
                if (found.stream().noneMatch(fault -> fault.index().equals(index))) {
                    found.add(new IndexFault(
                            kind, row.getString(1), index, row.getLong(3), words(kind, row.getString(4))));
                }
            }
        }
    }

    private static String words(IndexFault.Kind kind, String more) {
        return switch (kind) {
            case INVALID -> more.equals("true")
                    ? "is being built now"
                    : "was left behind by a build that failed: it costs each write and helps no read; drop it concurrently";
            case DUPLICATE -> "is the same as " + more + "; one of them is enough";
            case UNUSED -> "was not used since " + more
                    + " on this server; ask the standbys' counters too before it is dropped";
        };
    }
}
