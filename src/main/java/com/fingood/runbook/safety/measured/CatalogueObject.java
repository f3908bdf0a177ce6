package com.fingood.runbook.safety.measured;

import java.util.Map;

/**
 * One object of a database as its catalogue shows it.
 *
 * @param kind what it is
 * @param key its identity, which a change of its name does not change
 * @param table the table it belongs to, qualified where the search path does not lead to it; empty where it belongs to none
 * @param name its own name
 * @param details its properties by name, such as {@code type} and {@code required} of a column
 */
public record CatalogueObject(Kind kind, String key, String table, String name, Map<String, String> details) {

    public enum Kind {
        SCHEMA,
        TABLE,
        COLUMN,
        CONSTRAINT,
        INDEX,
        TRIGGER,
        POLICY,
        FUNCTION,
        ENUM_VALUE
    }

    public CatalogueObject {
        details = Map.copyOf(details);
    }

    /** A property; empty when it has none of that name. */
    public String detail(String name) {
        return details.getOrDefault(name, "");
    }

    boolean is(String name) {
        return detail(name).equals("true");
    }
}
