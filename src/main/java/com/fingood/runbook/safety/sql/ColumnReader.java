package com.fingood.runbook.safety.sql;

import com.fingood.runbook.safety.sql.Constraint.Kind;

import java.util.ArrayList;
import java.util.List;

/** Reads a column's declaration. */
final class ColumnReader {

    private static final String[] BEHIND_TYPE = {
        ",",
        "not",
        "null",
        "default",
        "constraint",
        "primary",
        "unique",
        "check",
        "references",
        "generated",
        "collate",
        "storage",
        "compression",
        "as",
        "auto_increment",
        "comment",
        "invisible",
        "on",
        "selectivity"
    };
    private static final String[] BEHIND_DEFAULT = {
        ",", "not", "null", "constraint", "primary", "unique", "check", "references", "generated", "collate"
    };

    private final Cursor cursor;
    private final List<Constraint> constraints = new ArrayList<>();
    private String defaultValue;
    private List<Name> defaultCalls = List.of();
    private String stored;
    private boolean identity;

    ColumnReader(Cursor cursor) {
        this.cursor = cursor;
    }

    Column read() {
        String name = cursor.next().text();
        String type = Sql.text(cursor.until(BEHIND_TYPE));
        while (!cursor.atEnd() && !cursor.peek().is(",")) {
            option(name);
        }
        boolean notNull = constraints.stream().anyMatch(c -> c.kind() == Kind.NOT_NULL || c.kind() == Kind.PRIMARY_KEY);
        return new Column(
                name,
                type,
                defaultValue,
                defaultCalls,
                stored,
                identity,
                notNull || identity,
                List.copyOf(constraints));
    }

    private void option(String column) {
        if (cursor.accept("default")) {
            List<Token> expression = defaultExpression();
            defaultValue = Sql.text(expression);
            defaultCalls = Expressions.calls(expression);
        } else if (cursor.accept("generated")) {
            generated();
        } else if (ConstraintReader.startsHere(cursor) || cursor.peek().is("references")) {
            Constraint constraint = new ConstraintReader(cursor, column).read();
            if (constraint != null) {
                constraints.add(constraint);
            }
        } else {
            cursor.skipOne();
        }
    }

    /** The first word always belongs to it: {@code default null}, {@code default not true}. */
    private List<Token> defaultExpression() {
        List<Token> expression = new ArrayList<>();
        do {
            int before = expression.size();
            Token first = cursor.peek();
            if (first.is("(")) {
                expression.add(first);
                expression.addAll(cursor.inBrackets());
                expression.add(new Token(Token.Type.SYMBOL, ")", first.place()));
            } else {
                expression.add(cursor.next());
            }
            if (expression.size() == before) {
                break;
            }
        } while (!cursor.atEnd() && !cursor.peek().isAny(BEHIND_DEFAULT));
        return expression;
    }

    private void generated() {
        cursor.until("as", ",");
        cursor.accept("as");
        if (cursor.accept("identity")) {
            identity = true;
            return;
        }
        String expression = Sql.text(cursor.inBrackets());
        if (cursor.accept("stored")) {
            stored = expression;
        }
    }
}
