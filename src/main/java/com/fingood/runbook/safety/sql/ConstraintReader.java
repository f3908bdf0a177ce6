package com.fingood.runbook.safety.sql;

import com.fingood.runbook.safety.sql.Constraint.Kind;

import java.util.ArrayList;
import java.util.List;

/** Reads a constraint where one stands. */
final class ConstraintReader {

    private static final String[] STARTS = {"constraint", "primary", "unique", "check", "foreign", "exclude"};

    private final Cursor cursor;
    private final String ownColumn;

    /** @param ownColumn the column it stands behind; null = a constraint of the table */
    ConstraintReader(Cursor cursor, String ownColumn) {
        this.cursor = cursor;
        this.ownColumn = ownColumn;
    }

    static boolean startsHere(Cursor cursor) {
        return cursor.peek().isAny(STARTS) || cursor.isAt("not", "null");
    }

    /** @return null when what follows CONSTRAINT name is none of those we know */
    Constraint read() {
        String name = cursor.accept("constraint") ? cursor.next().text() : null;
        List<Token> definition = new ArrayList<>();
        Kind kind = kind(definition);
        if (kind == null) {
            // PRIMARY without KEY: whoever asks again must not find the same word.
            if (name == null) {
                cursor.skipOne();
            }
            return null;
        }
        List<String> columns = columns(kind, definition);
        Name references = null;
        List<String> referenced = List.of();
        if (kind == Kind.FOREIGN_KEY) {
            take(definition);
            references = nameInto(definition);
            referenced = texts(brackets(definition));
        }
        return tail(kind, name, columns, references, referenced, definition);
    }

    private Kind kind(List<Token> definition) {
        if (cursor.isAt("primary", "key")) {
            return take(Kind.PRIMARY_KEY, 2, definition);
        } else if (cursor.isAt("foreign", "key")) {
            return take(Kind.FOREIGN_KEY, 2, definition);
        } else if (cursor.isAt("references")) {
            return Kind.FOREIGN_KEY;
        } else if (cursor.isAt("unique")) {
            return take(Kind.UNIQUE, 1, definition);
        } else if (cursor.isAt("check")) {
            return take(Kind.CHECK, 1, definition);
        } else if (cursor.isAt("exclude")) {
            return take(Kind.EXCLUDE, 1, definition);
        } else if (cursor.isAt("not", "null")) {
            return take(Kind.NOT_NULL, 2, definition);
        }
        return null;
    }

    private Kind take(Kind kind, int words, List<Token> definition) {
        for (int i = 0; i < words; i++) {
            take(definition);
        }
        return kind;
    }

    private void take(List<Token> definition) {
        definition.add(cursor.next());
    }

    private List<String> columns(Kind kind, List<Token> definition) {
        if (kind == Kind.NOT_NULL && ownColumn == null) {
            String column = cursor.peek().text();
            take(definition);
            return List.of(column);
        }
        if (kind == Kind.EXCLUDE) {
            while (!cursor.atEnd() && !cursor.peek().isAny("(", ",")) {
                take(definition);
            }
        }
        if (kind == Kind.UNIQUE && cursor.peek().is("nulls")) {
            while (cursor.peek().isAny("nulls", "not", "distinct")) {
                take(definition);
            }
        }
        if (kind == Kind.CHECK || ownColumn == null) {
            List<String> inside = texts(brackets(definition));
            return ownColumn == null ? inside : List.of(ownColumn);
        }
        return List.of(ownColumn);
    }

    private List<Token> brackets(List<Token> definition) {
        if (!cursor.peek().is("(")) {
            return List.of();
        }
        Token open = cursor.peek();
        List<Token> inside = cursor.inBrackets();
        definition.add(open);
        definition.addAll(inside);
        definition.add(new Token(Token.Type.SYMBOL, ")", open.place()));
        return inside;
    }

    private Name nameInto(List<Token> definition) {
        Name name = cursor.name();
        definition.add(new Token(Token.Type.WORD, name.toString(), new Place(1, 1)));
        return name;
    }

    private static List<String> texts(List<Token> inside) {
        return Cursor.split(inside).stream().map(Sql::text).toList();
    }

    /** ON DELETE, DEFERRABLE, NOT VALID, USING INDEX and the like, up to the next column, constraint or action. */
    private Constraint tail(
            Kind kind,
            String name,
            List<String> columns,
            Name references,
            List<String> referenced,
            List<Token> definition) {
        String onDelete = "";
        String usingIndex = null;
        boolean notValid = false;
        while (!cursor.atEnd() && !cursor.peek().is(",")) {
            if (cursor.accept("not", "valid")) {
                notValid = true;
            } else if (cursor.accept("using", "index")) {
                usingIndex = cursor.accept("tablespace") ? null : cursor.peek().text();
                cursor.next();
            } else if (cursor.isAt("on", "delete")) {
                onDelete = action(definition);
            } else if (ownColumn != null && !isTail()) {
                break;
            } else {
                definition.add(cursor.next());
            }
        }
        return new Constraint(
                kind, name, columns, references, referenced, onDelete, notValid, usingIndex, Sql.text(definition));
    }

    private String action(List<Token> definition) {
        take(definition);
        take(definition);
        String first = cursor.peek().text().toUpperCase(java.util.Locale.ROOT);
        take(definition);
        if (!first.equals("SET") && !first.equals("NO")) {
            return first;
        }
        String second = cursor.peek().text().toUpperCase(java.util.Locale.ROOT);
        take(definition);
        return first + " " + second;
    }

    private boolean isTail() {
        return cursor.peek()
                        .isAny(
                                "on",
                                "match",
                                "full",
                                "partial",
                                "simple",
                                "deferrable",
                                "initially",
                                "deferred",
                                "immediate",
                                "update",
                                "cascade",
                                "restrict",
                                "set",
                                "no",
                                "action",
                                "inherit",
                                "enforced",
                                "with")
                || cursor.isAt("not", "deferrable")
                || cursor.isAt("not", "enforced");
    }
}
