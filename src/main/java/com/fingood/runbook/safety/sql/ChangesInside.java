package com.fingood.runbook.safety.sql;

import java.util.List;
import java.util.Locale;

/** Finds what a statement does besides its main command: changes inside WITH, settings by function. */
final class ChangesInside {

    private final List<Token> tokens;
    private final boolean whole;

    ChangesInside(List<Token> tokens, boolean whole) {
        this.tokens = tokens;
        this.whole = whole;
    }

    void addTo(List<Command> all) {
        boolean routine = tokens.get(0).isAny("create", "do");
        for (int i = 1; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (!routine && opensChange(i)) {
                all.add(DataReader.read(tokens, i, whole));
            } else if (token.is("set_config")
                    && i + 4 < tokens.size()
                    && tokens.get(i + 1).is("(")) {
                all.add(setting(new Cursor(tokens.subList(i + 1, tokens.size())).inBrackets()));
            }
        }
    }

    /** {@code as (update ...}, {@code as materialized (delete ...}. */
    private boolean opensChange(int at) {
        return tokens.get(at).isAny("update", "delete", "insert", "merge")
                && tokens.get(at - 1).is("(")
                && at >= 2
                && tokens.get(at - 2).isAny("as", "materialized");
    }

    private static Command setting(List<Token> arguments) {
        List<List<Token>> parts = Cursor.split(arguments);
        String name =
                parts.isEmpty() ? "?" : Sql.text(parts.get(0)).replace("'", "").toLowerCase(Locale.ROOT);
        return new Command.Setting(name, parts.size() > 1 ? Sql.text(parts.get(1)) : "", false);
    }
}
