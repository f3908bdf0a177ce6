package com.fingood.runbook.safety.sql;

import java.util.List;

/**
 * A constraint of a table or a column.
 *
 * @param name null when the server makes one up
 * @param columns as written; of a column constraint its column
 * @param references the other table of a foreign key, else null
 * @param referencedColumns empty = its primary key
 * @param onDelete e.g. {@code CASCADE}; empty without
 * @param usingIndex the ready index of a key, else null
 * @param definition what it demands as written, without NOT VALID, e.g. {@code CHECK (amount <> 0)}
 */
public record Constraint(
        Kind kind,
        String name,
        List<String> columns,
        Name references,
        List<String> referencedColumns,
        String onDelete,
        boolean notValid,
        String usingIndex,
        String definition) {

    /** What it demands. */
    public enum Kind {
        PRIMARY_KEY,
        UNIQUE,
        CHECK,
        FOREIGN_KEY,
        EXCLUDE,
        NOT_NULL
    }
}
