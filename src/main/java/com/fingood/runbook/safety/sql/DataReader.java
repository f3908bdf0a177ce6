package com.fingood.runbook.safety.sql;

import java.util.List;

/** Reads a change of rows. */
final class DataReader {

    private DataReader() {}

    /** @param at where its first word stands */
    static Command read(List<Token> tokens, int at, boolean whole) {
        Token first = tokens.get(at);
        Cursor cursor = new Cursor(tokens.subList(at + 1, tokens.size()));
        if (first.is("insert")) {
            cursor.accept("into");
            return new Command.Insert(cursor.name());
        }
        if (first.is("merge")) {
            cursor.accept("into");
            cursor.accept("only");
            return new Command.Merge(cursor.name());
        }
        if (first.is("delete")) {
            cursor.accept("from");
        }
        cursor.accept("only");
        Name table = cursor.name();
        String condition = condition(cursor, whole);
        return first.is("delete")
                ? new Command.Delete(table, condition, first.place())
                : new Command.Update(table, condition, first.place());
    }

    /** Where the end was not read, a condition is assumed: that the statement was not read is said elsewhere. */
    private static String condition(Cursor cursor, boolean whole) {
        while (!cursor.atEnd() && !cursor.peek().isAny("where", ")")) {
            cursor.skipOne();
        }
        if (!cursor.accept("where")) {
            return whole ? "" : "…";
        }
        List<Token> condition = cursor.until("returning", ")");
        return Sql.text(condition.subList(0, Math.min(50, condition.size())));
    }
}
