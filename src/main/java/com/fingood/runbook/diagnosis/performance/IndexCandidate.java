package com.fingood.runbook.diagnosis.performance;

import java.util.List;

/**
 * An index that might help.
 *
 * @param columns in the order of the index
 * @param reason why it might, in words without values
 * @param weight rows that were read for nothing, to try the greatest first
 * @param foreignKey that it would support; null when a query asks for it
 */
record IndexCandidate(TableName table, List<String> columns, String reason, long weight, ForeignKey foreignKey) {

    private static final int LONGEST_NAME = 63;

    IndexCandidate {
        columns = List.copyOf(columns);
    }

    /** As the sample's indexes are called: table, columns, {@code ix}. */
    String name() {
        String full = (table.table() + "_" + String.join("_", columns)).replaceAll("[^A-Za-z0-9_]", "_");
        return (full.length() <= LONGEST_NAME - 3 ? full : full.substring(0, LONGEST_NAME - 3)) + "_ix";
    }

    boolean isSameAs(IndexCandidate other) {
        return table.equals(other.table) && columns.equals(other.columns);
    }
}
