package com.fingood.runbook.safety.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads what stands behind CREATE. */
final class CreateReader {

    private final Cursor cursor;

    CreateReader(Cursor cursor) {
        this.cursor = cursor;
    }

    Command read() {
        cursor.accept("or", "replace");
        boolean temporary = false;
        while (cursor.peek().isAny("global", "local", "temporary", "temp", "unlogged", "cached", "memory")) {
            temporary |= cursor.next().isAny("temporary", "temp");
        }
        if (cursor.accept("table")) {
            return table(temporary);
        } else if (cursor.isAt("index") || cursor.isAt("unique", "index")) {
            return index();
        } else if (cursor.peek().isAny("function", "procedure")) {
            return function();
        } else if (cursor.accept("trigger")) {
            return trigger(false);
        } else if (cursor.accept("constraint", "trigger")) {
            return trigger(true);
        }
        return other();
    }

    private Command index() {
        boolean unique = cursor.accept("unique");
        cursor.accept("index");
        boolean concurrently = cursor.accept("concurrently");
        boolean ifNotExists = cursor.accept("if", "not", "exists");
        Name name = cursor.isAt("on") ? null : cursor.name();
        cursor.accept("on");
        boolean parentOnly = cursor.accept("only");
        Name table = cursor.name();
        String method = cursor.accept("using") ? cursor.next().text() : "btree";
        Token open = cursor.peek();
        List<Token> inside = cursor.inBrackets();
        List<String> columns =
                Cursor.split(inside).stream().map(CreateReader::column).toList();
        List<Token> tail = cursor.rest();
        List<Token> definition = new ArrayList<>();
        definition.add(open);
        definition.addAll(inside);
        definition.add(new Token(Token.Type.SYMBOL, ")", open.place()));
        definition.addAll(tail);
        boolean partial = new Cursor(tail).findTopLevel("where");
        return new Command.CreateIndex(
                name,
                table,
                parentOnly,
                unique,
                concurrently,
                ifNotExists,
                method,
                columns,
                partial,
                Sql.text(definition));
    }

    /** {@code booked_on DESC} is the column booked_on; an expression stays as it is. */
    private static String column(List<Token> part) {
        boolean plain = !part.isEmpty()
                && part.get(0).isName()
                && (part.size() == 1 || !part.get(1).is("("));
        return plain ? part.get(0).text() : Sql.text(part);
    }

    private Command table(boolean temporary) {
        boolean ifNotExists = cursor.accept("if", "not", "exists");
        Name name = cursor.name();
        Name partitionOf = cursor.accept("partition", "of") ? cursor.name() : null;
        List<Column> columns = new ArrayList<>();
        List<Constraint> constraints = new ArrayList<>();
        List<Token> inside = cursor.inBrackets();
        boolean query = cursor.findTopLevel("as");
        if (!query) {
            Cursor.split(inside).forEach(part -> element(new Cursor(part), columns, constraints));
        }
        return new Command.CreateTable(
                name, ifNotExists, temporary, query, partitionOf, List.copyOf(columns), List.copyOf(constraints));
    }

    private static void element(Cursor part, List<Column> columns, List<Constraint> constraints) {
        if (part.isAt("like")) {
            return;
        }
        if (ConstraintReader.startsHere(part)) {
            Constraint constraint = new ConstraintReader(part, null).read();
            if (constraint != null) {
                constraints.add(constraint);
            }
        } else if (part.peek().isName()) {
            columns.add(new ColumnReader(part).read());
        }
    }

    private Command function() {
        boolean procedure = cursor.next().is("procedure");
        Name name = cursor.name();
        List<Token> rest = cursor.rest();
        Cursor language = new Cursor(rest);
        String spoken =
                language.findTopLevel("language") ? Name.folded(language.next().text()) : "sql";
        return new Command.CreateFunction(
                name, procedure, new Cursor(rest).findTopLevel("security", "definer"), spoken.replace("'", ""));
    }

    private Command trigger(boolean constraint) {
        Name name = cursor.name();
        List<Token> rest = cursor.rest();
        Cursor behind = new Cursor(rest);
        behind.findTopLevel("on");
        return new Command.CreateTrigger(name, behind.name(), constraint, Sql.text(rest));
    }

    private Command other() {
        StringBuilder kind = new StringBuilder(cursor.next().text().toUpperCase(Locale.ROOT));
        while (cursor.peek()
                .isAny("view", "trigger", "data", "wrapper", "table", "search", "method", "configuration")) {
            kind.append(' ').append(cursor.next().text().toUpperCase(Locale.ROOT));
        }
        boolean ifNotExists = cursor.accept("if", "not", "exists");
        return new Command.CreateOther(kind.toString(), cursor.name(), ifNotExists, Sql.text(cursor.rest()));
    }
}
