package com.fingood.runbook.diagnosis.performance;

import java.time.Duration;
import java.util.List;

/**
 * A foreign key that no index supports: each time a row of the other table is deleted or its key changed, the table is read whole.
 *
 * @param columns of the table that refers
 * @param referredColumns in the same order
 */
record ForeignKey(
        String name, TableName table, List<String> columns, TableName referred, List<String> referredColumns) {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What the server asks when a row of the referred table goes, asked for its first row. */
    DeclaredQuery lookUp() {
        StringBuilder sql = new StringBuilder("SELECT 1 FROM ONLY " + table.quoted() + " x WHERE ");
        String order = TableName.quoted(referredColumns);
        for (int i = 0; i < columns.size(); i++) {
            sql.append(i == 0 ? "" : " AND ")
                    .append("x.")
                    .append(TableName.quoted(columns.get(i)))
                    .append(" = (SELECT ")
                    .append(TableName.quoted(referredColumns.get(i)))
                    .append(" FROM ")
                    .append(referred.quoted())
                    .append(" ORDER BY ")
                    .append(order)
                    .append(" LIMIT 1)");
        }
        return new DeclaredQuery("look-up by foreign key " + name, sql.toString(), LIMIT, "", null, true, null);
    }
}
