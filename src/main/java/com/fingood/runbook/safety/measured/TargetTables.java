package com.fingood.runbook.safety.measured;

import com.fingood.runbook.safety.rules.TableSizes;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** How large the tables of a target are now. */
public final class TargetTables {

    private static final String PAGES =
            """
            SELECT CASE WHEN pg_catalog.pg_table_is_visible(c.oid) THEN c.relname END, n.nspname || '.' || c.relname,
                   pg_catalog.pg_relation_size(c.oid) / current_setting('block_size')::bigint
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'""";

    private TargetTables() {}

    /**
     * @return of H2 nothing is known: it has no pages that count the same
     * @throws com.fingood.runbook.run.Refusal UNREACHABLE when the target does not answer
     */
    public static TableSizes of(Target target) {
        if (target.dialect().name().equals("h2")) {
            return TableSizes.UNKNOWN;
        }
        Map<String, Long> pages = new HashMap<>();
        try (Connection connection = target.connect(SessionTag.cli("table-sizes"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(PAGES)) {
            while (row.next()) {
                if (row.getString(1) != null) {
                    pages.put(row.getString(1), row.getLong(3));
                }
                pages.put(row.getString(2), row.getLong(3));
            }
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "reading the sizes of its tables", e);
        }
        return name -> {
            Long found = pages.get(name.toString());
            return found == null ? OptionalLong.empty() : OptionalLong.of(found);
        };
    }
}
