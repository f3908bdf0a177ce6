package com.fingood.runbook.safety.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Tells from the words of a statement what it does. It knows the commands that rules ask about and calls the rest {@link
 * Command.Other}; whether the statement is SQL at all is the grammar's question. So a clause that the grammar does not know yet
 * makes a finding and blinds no rule.
 */
final class CommandReader {

    private final List<Token> tokens;
    private final Cursor cursor;
    private final boolean whole;

    private CommandReader(List<Token> tokens, boolean whole) {
        this.tokens = tokens;
        this.cursor = new Cursor(tokens);
        this.whole = whole;
    }

    /** @param whole false when the end of the statement is not among the tokens */
    static List<Command> read(List<Token> tokens, boolean whole) {
        CommandReader reader = new CommandReader(tokens, whole);
        List<Command> all = new ArrayList<>();
        all.add(reader.command());
        new ChangesInside(tokens, whole).addTo(all);
        return List.copyOf(all);
    }

    private Command command() {
        Token first = cursor.next();
        String verb = first.text().toUpperCase(Locale.ROOT);
        if (first.is("\\")) {
            return new Command.ClientCommand("\\" + cursor.next().text());
        }
        if (first.type() != Token.Type.WORD) {
            return first.is("(") ? new Command.Query(Expressions.calls(tokens)) : new Command.Other(verb);
        }
        return switch (verb) {
            case "CREATE" -> new CreateReader(cursor).read();
            case "ALTER" -> new AlterReader(cursor).read();
            case "DROP" -> drop();
            case "TRUNCATE" -> truncate();
            case "UPDATE", "DELETE", "INSERT", "MERGE" -> DataReader.read(tokens, 0, whole);
            case "WITH" -> with();
            case "EXPLAIN", "PREPARE" -> prefixed(verb);
            case "SELECT", "VALUES", "TABLE" -> new Command.Query(Expressions.calls(tokens));
            case "SET", "RESET", "DISCARD" -> new SettingReader(cursor).read(verb);
            case "GRANT", "REVOKE" -> new Command.Privilege(verb);
            case "DO" -> new Command.DoBlock(Sql.text(cursor.rest()));
            case "CALL", "EXECUTE" -> new Command.Call(cursor.name());
            case "COMMENT" -> new Command.Comment(Sql.text(cursor.rest()));
            case "COPY" -> copy();
            default -> maintenance(verb);
        };
    }

    private Command maintenance(String verb) {
        return switch (verb) {
            case "REINDEX" -> reindex();
            case "LOCK" -> lock();
            case "VACUUM" -> vacuum();
            case "CLUSTER" -> cluster();
            case "REFRESH" -> refresh();
            case "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE" -> new Command
                    .Transaction(verb);
            default -> new Command.Other(verb);
        };
    }

    /** The command behind WITH; the changes inside are found on their own. */
    private Command with() {
        cursor.accept("recursive");
        while (!cursor.atEnd()
                && !cursor.peek().isAny("update", "delete", "insert", "merge", "select", "values", "table")) {
            cursor.skipOne();
        }
        Token main = cursor.peek();
        if (main.isAny("update", "delete", "insert", "merge")) {
            return DataReader.read(cursor.rest(), 0, whole);
        }
        return new Command.Query(Expressions.calls(tokens));
    }

    /** EXPLAIN ANALYZE and a prepared statement do what stands behind them. */
    private Command prefixed(String verb) {
        while (!cursor.atEnd()
                && !cursor.peek().isAny("update", "delete", "insert", "merge", "select", "with", "create")) {
            cursor.skipOne();
        }
        return cursor.atEnd() ? new Command.Other(verb) : new CommandReader(cursor.rest(), whole).command();
    }

    private Command drop() {
        StringBuilder kind = new StringBuilder(cursor.next().text().toUpperCase(Locale.ROOT));
        while (cursor.peek()
                .isAny(
                        "view", "table", "data", "wrapper", "mapping", "trigger", "class", "family", "by", "search",
                        "method")) {
            kind.append(' ').append(cursor.next().text().toUpperCase(Locale.ROOT));
        }
        boolean concurrently = cursor.accept("concurrently");
        boolean ifExists = cursor.accept("if", "exists");
        List<Name> names = cursor.names();
        boolean cascade = cursor.findTopLevel("cascade");
        return kind.toString().equals("INDEX")
                ? new Command.DropIndex(names, concurrently, cascade)
                : new Command.Drop(kind.toString(), names, ifExists, cascade);
    }

    private Command truncate() {
        cursor.accept("table");
        List<Name> names = cursor.names();
        return new Command.Truncate(names, cursor.findTopLevel("cascade"));
    }

    private Command reindex() {
        boolean concurrently = cursor.inBrackets().stream().anyMatch(token -> token.is("concurrently"));
        String kind = cursor.next().text().toUpperCase(Locale.ROOT);
        concurrently |= cursor.accept("concurrently");
        return new Command.Reindex(kind, cursor.name(), concurrently);
    }

    private Command lock() {
        cursor.accept("table");
        List<Name> names = cursor.names();
        String mode =
                cursor.accept("in") ? Sql.text(cursor.until("mode")).toUpperCase(Locale.ROOT) : "ACCESS EXCLUSIVE";
        return new Command.LockTable(names, mode);
    }

    private Command vacuum() {
        List<List<Token>> options = Cursor.split(cursor.inBrackets());
        boolean full = options.stream()
                .anyMatch(option -> option.get(0).is("full")
                        && (option.size() == 1 || !option.get(1).isAny("false", "off", "0")));
        while (cursor.peek().isAny("full", "freeze", "verbose", "analyze")) {
            full |= cursor.next().is("full");
        }
        return new Command.Vacuum(full, cursor.atEnd() ? List.of() : cursor.names());
    }

    private Command cluster() {
        cursor.inBrackets();
        cursor.accept("verbose");
        if (cursor.atEnd()) {
            return new Command.Cluster(null, null);
        }
        Name first = cursor.name();
        if (cursor.accept("on")) {
            return new Command.Cluster(cursor.name(), first);
        }
        return new Command.Cluster(first, cursor.accept("using") ? cursor.name() : null);
    }

    private Command refresh() {
        cursor.accept("materialized", "view");
        boolean concurrently = cursor.accept("concurrently");
        Name name = cursor.name();
        return new Command.RefreshView(name, concurrently, cursor.findTopLevel("no", "data"));
    }

    private Command copy() {
        Name table = cursor.name();
        while (!cursor.atEnd() && !cursor.peek().isAny("from", "to")) {
            cursor.skipOne();
        }
        boolean reads = cursor.accept("from");
        if (reads && cursor.accept("stdin")) {
            return new Command.CopyFromInput(table);
        }
        cursor.accept("to");
        boolean stays = cursor.atEnd() || cursor.peek().is("stdout");
        return stays
                ? new Command.Other("COPY")
                : new Command.CopyBeyond(cursor.peek().is("program"));
    }
}
