package com.fingood.runbook.diagnosis.violations;

import com.fingood.runbook.target.MaskedSql;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which tables of a target a check reads, by the names in its text. */
final class TablesOfChecks {

    private static final Pattern NAME = Pattern.compile("\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Set<String> TABLES = Set.of("TABLE", "BASE TABLE", "PARTITIONED TABLE");
    private static final Set<String> VIEWS = Set.of("VIEW", "MATERIALIZED VIEW", "FOREIGN TABLE");
    private static final Pattern SYSTEM = Pattern.compile("(?i)pg_.*|information_schema");

    private final Set<String> tables = new HashSet<>();
    private final Set<String> views = new HashSet<>();

    static TablesOfChecks of(Target target, SessionTag tag) {
        TablesOfChecks found = new TablesOfChecks();
        try (Connection connection = target.connect(tag);
                ResultSet rows = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
            while (rows.next()) {
                found.add(rows.getString("TABLE_SCHEM"), rows.getString("TABLE_NAME"), rows.getString("TABLE_TYPE"));
            }
            return found;
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "listing its tables", e);
        }
    }

    private void add(String schema, String name, String type) {
        if (schema != null && SYSTEM.matcher(schema).matches()) {
            return;
        }
        String plain = Touched.plain('"' + name.replace("\"", "\"\"") + '"');
        if (TABLES.contains(type)) {
            tables.add(plain);
        } else if (VIEWS.contains(type)) {
            views.add(plain);
        }
    }

    /** @param sql null = not known */
    List<String> tablesIn(String sql) {
        Set<String> named = names(sql);
        named.retainAll(tables);
        return List.copyOf(named);
    }

    /**
     * Yes when the change touched one of its tables. No only when that is sure: what the change touched was measured, and the check reads
     * tables alone, nothing through a view.
     */
    Answer touched(String sql, Touched change) {
        List<String> read = tablesIn(sql);
        if (read.stream().anyMatch(change.tables()::contains)) {
            return Answer.YES;
        }
        boolean sure =
                change.measured() && !read.isEmpty() && names(sql).stream().noneMatch(views::contains);
        return sure ? Answer.NO : Answer.UNKNOWN;
    }

    private static Set<String> names(String sql) {
        if (sql == null) {
            return new TreeSet<>();
        }
        return NAME.matcher(MaskedSql.inFull(sql))
                .results()
                .map(MatchResult::group)
                .map(Touched::plain)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
