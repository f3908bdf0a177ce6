package com.fingood.runbook.safety;

import com.fingood.runbook.safety.rules.TableSizes;
import com.fingood.runbook.safety.sql.Name;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** How large a target's tables are now, read once; partitions count for their parent. */
public final class TargetTableSizes implements TableSizes {

    private static final String POSTGRES =
            """
            select n.nspname, c.relname,
                   case when c.relkind = 'p'
                        then (select coalesce(sum(pg_relation_size(t.relid)), 0) from pg_partition_tree(c.oid) t)
                        else pg_relation_size(c.oid) end / 8192
              from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema')""";

    /** H2 counts rows only; forty of them to a page is few, so that a table rather counts as large. */
    private static final String H2 =
            """
            select table_schema, table_name, row_count_estimate / 40
              from information_schema.tables where table_schema <> 'INFORMATION_SCHEMA'""";

    private record Table(Name name, long pages) {}

    private final List<Table> tables;

    private TargetTableSizes(List<Table> tables) {
        this.tables = tables;
    }

    /** @throws com.fingood.runbook.run.Refusal UNREACHABLE with the server's words */
    public static TableSizes of(Target target, SessionTag tag) {
        String sql = target.dialect().name().equals("h2") ? H2 : POSTGRES;
        List<Table> tables = new ArrayList<>();
        try (Connection connection = target.connect(tag);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                tables.add(new Table(Name.of(quoted(rows.getString(1)), quoted(rows.getString(2))), rows.getLong(3)));
            }
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "reading the sizes of tables", e);
        }
        return new TargetTableSizes(List.copyOf(tables));
    }

    /** Of several tables of that name in several schemas the largest: which one is meant, the text does not say. */
    @Override
    public OptionalLong pages(Name table) {
        return tables.stream()
                .filter(known -> known.name().sameAs(table))
                .mapToLong(Table::pages)
                .max();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
