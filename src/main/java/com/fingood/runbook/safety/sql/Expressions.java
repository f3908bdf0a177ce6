package com.fingood.runbook.safety.sql;

import java.util.ArrayList;
import java.util.List;

/** What an expression does, told from its words. */
final class Expressions {

    private static final String[] NO_FUNCTION = {
        "in",
        "values",
        "and",
        "or",
        "not",
        "check",
        "as",
        "key",
        "on",
        "using",
        "when",
        "then",
        "else",
        "any",
        "all",
        "some",
        "exists",
        "array",
        "row",
        "select",
        "from",
        "join",
        "tablesample",
        "where",
        "over",
        "filter",
        "within",
        "by",
        "into",
        "table",
        "only",
        "with",
        "numeric",
        "decimal",
        "varchar",
        "char",
        "character",
        "bit",
        "varying",
        "time",
        "timestamp",
        "interval",
        "float",
        "cast",
        "case",
        "between",
        "like",
        "ilike",
        "returning",
        "set",
        "conflict",
        "lateral",
        "group",
        "coalesce",
        "nullif",
        "greatest",
        "least",
        "union",
        "except",
        "intersect",
        "distinct",
        "having",
        "limit"
    };

    private Expressions() {}

    /** Functions that are called, as written, with {@code current_timestamp} and its like left out. */
    static List<Name> calls(List<Token> tokens) {
        List<Name> calls = new ArrayList<>();
        for (int i = 0; i + 1 < tokens.size(); i++) {
            boolean alias = i > 0 && tokens.get(i - 1).isAny("as", "with", "recursive");
            boolean named =
                    !alias && tokens.get(i).isName() && tokens.get(i + 1).is("(");
            if (named && !tokens.get(i).isAny(NO_FUNCTION)) {
                boolean schema =
                        i >= 2 && tokens.get(i - 1).is(".") && tokens.get(i - 2).isName();
                calls.add(
                        schema
                                ? Name.of(
                                        tokens.get(i - 2).text(), tokens.get(i).text())
                                : Name.of(tokens.get(i).text()));
            }
        }
        return List.copyOf(calls);
    }
}
