package com.fingood.runbook.safety.sql;

/** CREATE TABLE, ALTER TABLE and CREATE INDEX of the everyday kind; answers as {@link KnownExpressions} does. */
final class KnownTables {

    private final Cursor cursor;
    private final KnownExpressions words;

    KnownTables(Cursor cursor, KnownExpressions words) {
        this.cursor = cursor;
        this.words = words;
    }

    /** Behind CREATE TABLE. */
    boolean create() {
        cursor.accept("if", "not", "exists");
        return words.qualifiedName()
                && cursor.accept("(")
                && words.list(() -> startsConstraint() ? tableConstraint() : column())
                && cursor.accept(")");
    }

    /** Behind CREATE or CREATE UNIQUE. */
    boolean createIndex() {
        if (!cursor.accept("index")) {
            return false;
        }
        cursor.accept("concurrently");
        boolean named = !cursor.accept("if", "not", "exists") && cursor.peek().is("on") || words.name();
        return named
                && cursor.accept("on")
                && words.qualifiedName()
                && (!cursor.accept("using") || words.name())
                && cursor.accept("(")
                && words.list(this::key)
                && cursor.accept(")")
                && (!cursor.accept("where") || words.condition());
    }

    /** Behind ALTER TABLE. */
    boolean alter() {
        cursor.accept("if", "exists");
        cursor.accept("only");
        if (!words.qualifiedName()) {
            return false;
        }
        return cursor.accept("rename") ? rename() : words.list(this::action);
    }

    private boolean key() {
        boolean read = cursor.accept("(")
                ? words.value() && cursor.accept(")")
                : words.name() && (!cursor.accept("(") || words.list(words::value) && cursor.accept(")"));
        cursor.acceptAny("asc", "desc");
        return read;
    }

    private boolean rename() {
        if (!cursor.accept("to")) {
            cursor.acceptAny("column", "constraint");
            if (!words.name() || !cursor.accept("to")) {
                return false;
            }
        }
        return words.name();
    }

    private boolean action() {
        if (cursor.accept("add")) {
            return startsConstraint() ? addConstraint() : addColumn();
        } else if (cursor.accept("drop")) {
            cursor.acceptAny("column", "constraint");
            cursor.accept("if", "exists");
            boolean named = words.name();
            cursor.acceptAny("cascade", "restrict");
            return named;
        } else if (cursor.accept("validate", "constraint")) {
            return words.name();
        } else if (cursor.accept("alter")) {
            cursor.accept("column");
            return words.name() && change();
        }
        return false;
    }

    private boolean addColumn() {
        if (cursor.accept("column")) {
            cursor.accept("if", "not", "exists");
        }
        return column();
    }

    private boolean addConstraint() {
        boolean read = tableConstraint();
        cursor.accept("not", "valid");
        return read;
    }

    private boolean change() {
        if (cursor.accept("set", "not", "null")
                || cursor.accept("drop", "not", "null")
                || cursor.accept("drop", "default")) {
            return true;
        } else if (cursor.accept("set", "default")) {
            return words.value();
        }
        return (cursor.accept("type") || cursor.accept("set", "data", "type")) && words.type();
    }

    private boolean column() {
        if (!words.name() || !words.type()) {
            return false;
        }
        while (!cursor.atEnd() && !cursor.peek().isAny(",", ")")) {
            if (!option()) {
                return false;
            }
        }
        return true;
    }

    private boolean option() {
        if (cursor.accept("constraint") && !words.name()) {
            return false;
        } else if (cursor.accept("generated")) {
            return (cursor.accept("always") || cursor.accept("by", "default")) && cursor.accept("as", "identity");
        } else if (cursor.accept("default")) {
            return words.value();
        } else if (cursor.accept("check")) {
            return check();
        } else if (cursor.accept("references")) {
            return references();
        }
        return cursor.accept("not", "null")
                || cursor.accept("null")
                || cursor.accept("primary", "key")
                || cursor.accept("unique");
    }

    private boolean startsConstraint() {
        return cursor.peek().isAny("constraint", "primary", "unique", "check", "foreign");
    }

    private boolean tableConstraint() {
        if (cursor.accept("constraint") && !words.name()) {
            return false;
        } else if (cursor.accept("primary", "key") || cursor.accept("unique")) {
            return words.namesInBrackets();
        } else if (cursor.accept("foreign", "key")) {
            return words.namesInBrackets() && cursor.accept("references") && references();
        }
        return cursor.accept("check") && check();
    }

    private boolean check() {
        return cursor.accept("(") && words.condition() && cursor.accept(")");
    }

    private boolean references() {
        return words.qualifiedName()
                && (!cursor.peek().is("(") || words.namesInBrackets())
                && (!cursor.accept("on", "delete")
                        || cursor.acceptAny("cascade", "restrict")
                        || cursor.accept("no", "action")
                        || cursor.accept("set", "null"));
    }
}
