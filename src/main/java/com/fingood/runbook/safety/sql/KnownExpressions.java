package com.fingood.runbook.safety.sql;

import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Names, types and expressions of the everyday kind. Each method either steps over a whole one and says so, or answers false, after
 * which nothing may be concluded from the words: what is unusual here may well be SQL. Subqueries are left to the grammar.
 */
final class KnownExpressions {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Set<String> TYPES = Set.of(
            "bigint", "integer", "int", "smallint", "boolean", "text", "date", "uuid", "jsonb", "bytea", "timestamptz");
    private static final Set<String> SIZED_TYPES = Set.of("numeric", "decimal", "varchar", "char");

    /** Far less deep than the stack; the words between brackets are bounded by the grammar's own limit. */
    private static final int MAX_DEPTH = 50;

    private final Cursor cursor;
    private int depth;

    KnownExpressions(Cursor cursor) {
        this.cursor = cursor;
    }

    /** No keyword of the server, however harmless, and nothing beyond ASCII. */
    boolean name() {
        return isName(cursor.peek()) && step();
    }

    boolean qualifiedName() {
        if (!name()) {
            return false;
        }
        while (cursor.accept(".")) {
            if (!name()) {
                return false;
            }
        }
        return true;
    }

    boolean names() {
        return list(this::name);
    }

    boolean namesInBrackets() {
        return cursor.accept("(") && names() && cursor.accept(")");
    }

    /** One or more, with commas between them. */
    boolean list(BooleanSupplier one) {
        do {
            if (!one.getAsBoolean()) {
                return false;
            }
        } while (cursor.accept(","));
        return true;
    }

    boolean type() {
        Token token = cursor.peek();
        if (token.type() != Token.Type.WORD) {
            return false;
        }
        String word = token.text().toLowerCase(java.util.Locale.ROOT);
        if (TYPES.contains(word)) {
            return step();
        } else if (SIZED_TYPES.contains(word)) {
            step();
            return !cursor.accept("(") || number() && (!cursor.accept(",") || number()) && cursor.accept(")");
        } else if (cursor.accept("timestamp")) {
            return !cursor.peek().isAny("with", "without")
                    || cursor.accept("with", "time", "zone")
                    || cursor.accept("without", "time", "zone");
        }
        return false;
    }

    boolean string() {
        Token token = cursor.peek();
        return token.type() == Token.Type.STRING && token.text().startsWith("'") && step();
    }

    boolean number() {
        Token token = cursor.peek();
        return token.type() == Token.Type.NUMBER && NUMBER.matcher(token.text()).matches() && step();
    }

    boolean condition() {
        do {
            while (cursor.accept("not")) {
                // NOT may be repeated.
            }
            if (!comparison()) {
                return false;
            }
        } while (cursor.acceptAny("and", "or"));
        return true;
    }

    /** One comparison at most: {@code a = b = c} is an error. */
    private boolean comparison() {
        if (!value()) {
            return false;
        }
        if (cursor.acceptAny("=", "<>", "!=", "<", ">", "<=", ">=")) {
            return value();
        } else if (cursor.accept("is")) {
            cursor.accept("not");
            return cursor.accept("null");
        }
        boolean not = cursor.accept("not");
        if (cursor.accept("in")) {
            return cursor.accept("(") && list(this::value) && cursor.accept(")");
        } else if (cursor.accept("between")) {
            return value() && cursor.accept("and") && value();
        }
        return cursor.accept("like") ? value() : !not;
    }

    /** Without AND, OR and comparisons outside of brackets. */
    boolean value() {
        if (++depth > MAX_DEPTH) {
            return false;
        }
        do {
            if (!operand()) {
                return false;
            }
        } while (cursor.acceptAny("+", "-", "*", "/", "||"));
        depth--;
        return true;
    }

    private boolean operand() {
        if (cursor.accept("(")) {
            return condition() && cursor.accept(")");
        } else if (cursor.accept("case")) {
            return choice();
        } else if (cursor.accept("-")) {
            return number();
        } else if (cursor.accept("date")) {
            return string();
        } else if (cursor.acceptAny("true", "false", "null", "current_date", "current_timestamp")) {
            return true;
        } else if (cursor.accept("coalesce")) {
            return cursor.accept("(") && list(this::value) && cursor.accept(")");
        }
        return string() || number() || columnOrCall();
    }

    private boolean columnOrCall() {
        return qualifiedName()
                && (!cursor.accept("(") || cursor.accept(")") || list(this::value) && cursor.accept(")"));
    }

    private boolean choice() {
        if (!cursor.peek().is("when") && !value() || !cursor.peek().is("when")) {
            return false;
        }
        while (cursor.accept("when")) {
            if (!(condition() && cursor.accept("then") && value())) {
                return false;
            }
        }
        return (!cursor.accept("else") || value()) && cursor.accept("end");
    }

    private boolean step() {
        cursor.next();
        return true;
    }

    private static boolean isName(Token token) {
        return token.type() == Token.Type.QUOTED
                        && token.text().length() > 2
                        && token.text().startsWith("\"")
                || token.type() == Token.Type.WORD
                        && NAME.matcher(token.text()).matches()
                        && !Keywords.contains(token.text());
    }
}
