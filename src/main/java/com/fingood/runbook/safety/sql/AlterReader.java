package com.fingood.runbook.safety.sql;

import java.util.List;
import java.util.Locale;

/** Reads what stands behind ALTER. */
final class AlterReader {

    private final Cursor cursor;

    AlterReader(Cursor cursor) {
        this.cursor = cursor;
    }

    Command read() {
        if (cursor.accept("table") || cursor.accept("foreign", "table")) {
            return new AlterTableReader(cursor).read();
        }
        if (cursor.isAt("default", "privileges")) {
            List<Token> rest = cursor.rest();
            return new Command.Privilege(new Cursor(rest).findTopLevel("grant") ? "GRANT" : "REVOKE");
        }
        StringBuilder kind = new StringBuilder(cursor.next().text().toUpperCase(Locale.ROOT));
        while (cursor.peek().isAny("view", "trigger", "data", "wrapper", "mapping", "search", "method")) {
            kind.append(' ').append(cursor.next().text().toUpperCase(Locale.ROOT));
        }
        cursor.accept("if", "exists");
        Name name = cursor.name();
        if (kind.toString().equals("TYPE") && cursor.accept("add", "value")) {
            cursor.accept("if", "not", "exists");
            String value = cursor.next().text();
            return new Command.AddEnumValue(name, value, cursor.peek().isAny("before", "after"));
        }
        return new Command.AlterOther(kind.toString(), name, Sql.text(cursor.rest()));
    }
}
