package com.fingood.runbook.safety.sql;

import java.util.Locale;

/** Reads what stands behind SET, RESET and DISCARD. */
final class SettingReader {

    private final Cursor cursor;

    SettingReader(Cursor cursor) {
        this.cursor = cursor;
    }

    Command read(String verb) {
        if (!verb.equals("SET")) {
            return new Command.Setting(cursor.next().text().toLowerCase(Locale.ROOT), null, false);
        }
        boolean local = cursor.accept("local");
        if (!local) {
            cursor.accept("session");
        }
        if (cursor.isAt("transaction") || cursor.isAt("characteristics")) {
            return new Command.Transaction("SET TRANSACTION");
        }
        if (cursor.accept("constraints")) {
            return new Command.Other("SET CONSTRAINTS");
        }
        return setting(local);
    }

    private Command setting(boolean local) {
        String name = cursor.accept("time", "zone")
                ? "timezone"
                : Name.folded(cursor.next().text());
        while (cursor.accept(".")) {
            name += "." + Name.folded(cursor.next().text());
        }
        if (!cursor.accept("to")) {
            cursor.accept("=");
        }
        String value = cursor.isAt("default") ? null : Sql.text(cursor.rest());
        return new Command.Setting(name, value, local);
    }
}
