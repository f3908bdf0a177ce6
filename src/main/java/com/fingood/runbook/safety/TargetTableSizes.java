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
import java.util.Optional;
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

    private static final String POSTGRES_INDEXES =
            """
            select n.nspname, i.relname, c.relname
              from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
              join pg_namespace n on n.oid = c.relnamespace
             where n.nspname not in ('pg_catalog', 'pg_toast', 'information_schema')""";

    private static final String H2_INDEXES =
            "select index_schema, index_name, table_name from information_schema.indexes";

    private record Table(Name name, long pages) {}

    private record Index(Name name, Name table) {}

    private final List<Table> tables = new ArrayList<>();
    private final List<Index> indexes = new ArrayList<>();

    private TargetTableSizes() {}

    /** @throws com.fingood.runbook.run.Refusal UNREACHABLE with the server's words */
    public static TableSizes of(Target target, SessionTag tag) {
        boolean h2 = target.dialect().name().equals("h2");
        TargetTableSizes sizes = new TargetTableSizes();
        try (Connection connection = target.connect(tag);
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(h2 ? H2 : POSTGRES)) {
                while (rows.next()) {
                    sizes.tables.add(new Table(name(rows.getString(1), rows.getString(2)), rows.getLong(3)));
                }
            }
            try (ResultSet rows = statement.executeQuery(h2 ? H2_INDEXES : POSTGRES_INDEXES)) {
                while (rows.next()) {
                    String schema = rows.getString(1);
                    sizes.indexes.add(new Index(name(schema, rows.getString(2)), name(schema, rows.getString(3))));
                }
            }
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "reading the sizes of tables", e);
        }
        return sizes;
    }

    @Override
    public Optional<Name> tableOf(Name index) {
        return indexes.stream()
                .filter(known -> known.name().sameAs(index))
                .map(Index::table)
                .findFirst();
    }

    /** Of several tables of that name in several schemas the largest: which one is meant, the text does not say. */
    @Override
    public OptionalLong pages(Name table) {
        return tables.stream()
                .filter(known -> known.name().sameAs(table))
                .mapToLong(Table::pages)
                .max();
    }

    private static Name name(String schema, String name) {
        return Name.of(quoted(schema), quoted(name));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
