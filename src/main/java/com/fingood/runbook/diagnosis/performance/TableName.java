package com.fingood.runbook.diagnosis.performance;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A table as the catalogue has it. */
public record TableName(String schema, String table) {

    /** Words that PostgreSQL takes for a name in quotes only, as far as tables and columns are ever called so. */
    private static final Set<String> RESERVED = Set.of(
            "all",
            "analyse",
            "analyze",
            "and",
            "any",
            "array",
            "as",
            "asc",
            "case",
            "check",
            "collate",
            "column",
            "constraint",
            "create",
            "default",
            "desc",
            "distinct",
            "do",
            "else",
            "end",
            "except",
            "false",
            "fetch",
            "for",
            "foreign",
            "from",
            "grant",
            "group",
            "having",
            "in",
            "initially",
            "intersect",
            "into",
            "limit",
            "not",
            "null",
            "offset",
            "on",
            "only",
            "or",
            "order",
            "placing",
            "primary",
            "references",
            "returning",
            "select",
            "some",
            "table",
            "then",
            "to",
            "trailing",
            "true",
            "union",
            "unique",
            "user",
            "using",
            "when",
            "where",
            "window",
            "with");

    /** Whether it is the server's own. */
    boolean isSystem() {
        return schema.startsWith("pg_") || schema.equals("information_schema");
    }

    String quoted() {
        return quoted(schema) + "." + quoted(table);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Quotes only where they are needed, for people's eyes. */
    static String plainOrQuoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") && !RESERVED.contains(name) ? name : quoted(name);
    }

    static String quoted(List<String> names) {
        return names.stream().map(TableName::quoted).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
