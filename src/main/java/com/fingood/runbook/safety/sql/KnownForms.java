package com.fingood.runbook.safety.sql;

import java.util.List;

/**
 * Whether a statement is of a form that needs no grammar: every one of its words was taken by a rule written here, and none is left.
 * Each such rule is narrower than the server's. It spares a small script the start of the grammar, which takes half a second; what
 * it does not know is no fault, but the grammar's to judge.
 */
final class KnownForms {

    private static final String[] PRIVILEGES = {"select", "insert", "update", "delete", "truncate", "references"};

    private final Cursor cursor;
    private final KnownExpressions words;
    private final KnownTables tables;

    private KnownForms(Cursor cursor) {
        this.cursor = cursor;
        this.words = new KnownExpressions(cursor);
        this.tables = new KnownTables(cursor, words);
    }

    static boolean contain(List<Token> tokens) {
        Cursor cursor = new Cursor(tokens);
        return new KnownForms(cursor).statement() && cursor.atEnd();
    }

    private boolean statement() {
        if (cursor.accept("create", "table")) {
            return tables.create();
        } else if (cursor.accept("create", "unique") || cursor.accept("create")) {
            return tables.createIndex();
        } else if (cursor.accept("alter", "table")) {
            return tables.alter();
        } else if (cursor.accept("drop")) {
            return drop();
        } else if (cursor.accept("update")) {
            return words.qualifiedName() && cursor.accept("set") && words.list(this::assignment) && where();
        } else if (cursor.accept("delete", "from")) {
            return words.qualifiedName() && where();
        } else if (cursor.accept("insert", "into")) {
            return insert();
        }
        return other();
    }

    private boolean other() {
        if (cursor.accept("comment", "on")) {
            return cursor.acceptAny("table", "column", "view", "index")
                    && words.qualifiedName()
                    && cursor.accept("is")
                    && (words.string() || cursor.accept("null"));
        } else if (cursor.accept("set")) {
            cursor.accept("local");
            return words.qualifiedName() && cursor.acceptAny("=", "to") && (words.string() || words.number());
        } else if (cursor.accept("grant")) {
            return privileges() && cursor.accept("to") && words.names();
        }
        return cursor.accept("revoke") && privileges() && cursor.accept("from") && words.names();
    }

    private boolean drop() {
        if (cursor.accept("index")) {
            cursor.accept("concurrently");
        } else if (!cursor.acceptAny("table", "view", "sequence")) {
            return false;
        }
        cursor.accept("if", "exists");
        boolean named = words.list(words::qualifiedName);
        cursor.acceptAny("cascade", "restrict");
        return named;
    }

    private boolean assignment() {
        return words.name() && cursor.accept("=") && words.value();
    }

    private boolean where() {
        return !cursor.accept("where") || words.condition();
    }

    private boolean insert() {
        return words.qualifiedName()
                && (!cursor.peek().is("(") || words.namesInBrackets())
                && cursor.accept("values")
                && words.list(() -> cursor.accept("(") && words.list(words::value) && cursor.accept(")"));
    }

    private boolean privileges() {
        boolean known = cursor.accept("all") || words.list(() -> cursor.acceptAny(PRIVILEGES));
        if (!known || !cursor.accept("on")) {
            return false;
        }
        cursor.accept("table");
        return words.list(words::qualifiedName);
    }
}
