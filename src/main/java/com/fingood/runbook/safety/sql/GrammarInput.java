package com.fingood.runbook.safety.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The words of a statement as the grammar gets them: literals without their values (so that statements of one shape are parsed
 * once, and dollar quotes are plain strings), equal rows of VALUES once, and what is younger than the grammar in older words.
 */
final class GrammarInput {

    private static final String[] UNITS = {"year", "month", "day", "hour", "minute", "second"};
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("\\d+");

    /** Plain names to the server, but the grammar wants to see them behind CAST ... AS. */
    private static final Set<String> TYPES = Set.of(
            "bool",
            "bytea",
            "cidr",
            "date",
            "daterange",
            "float4",
            "float8",
            "inet",
            "int2",
            "int4",
            "int8",
            "json",
            "jsonb",
            "money",
            "numrange",
            "oid",
            "regclass",
            "text",
            "timestamptz",
            "timetz",
            "tstzrange",
            "uuid",
            "xml");

    /** Operators that the grammar knows by themselves; any other one is read as a plus, which also stands in front. */
    private static final Set<String> OPERATORS = Set.of(
            "+", "-", "*", "/", "%", "^", "<", ">", "=", "<=", ">=", "<>", "!=", "||", "|", "&", "&&", "<<", ">>", "~*",
            "!~", "!~*", "->", "->>", "#>", "#>>", "@>", "<@", "::", ":=", "=>", "(", ")", "[", "]", ",", ".", ";",
            ":");

    private final Cursor cursor;
    private final List<String> words = new ArrayList<>();
    private boolean trigger;
    private int rowStart = -1;
    private List<String> row = List.of();

    private final boolean namesAlike;

    private GrammarInput(List<Token> tokens, boolean namesAlike) {
        this.cursor = new Cursor(tokens);
        this.namesAlike = namesAlike;
    }

    /** @param namesAlike every word that is no keyword of the server becomes the same quoted name */
    static List<String> of(List<Token> tokens, boolean namesAlike) {
        GrammarInput input = new GrammarInput(tokens, namesAlike);
        input.start();
        while (!input.cursor.atEnd()) {
            input.take();
        }
        return input.words;
    }

    /** The grammar knows tables and queries, but not CREATE TABLE AS: the query alone is left for it. Nor CALL of a name with a schema. */
    private void start() {
        if (cursor.accept("call")) {
            words.add("select");
            return;
        }
        if (!cursor.isAt("create")) {
            return;
        }
        Cursor ahead = cursor.copy();
        ahead.next();
        ahead.acceptAny("temporary", "temp", "unlogged");
        if (ahead.accept("table")
                && ahead.findTopLevel("as")
                && ahead.peek().isAny("select", "with", "values", "table", "(")) {
            cursor.findTopLevel("as");
        } else if (cursor.isAt("create", "constraint", "trigger")) {
            cursor.next();
            cursor.next();
            words.add("create");
            trigger = true;
        }
    }

    private void take() {
        if (younger()) {
            return;
        }
        Token token = cursor.next();
        switch (token.type()) {
            case STRING -> literal();
            case NUMBER -> words.add(WHOLE_NUMBER.matcher(token.text()).matches() ? "1" : "1.5");
            case QUOTED -> words.add("\"q\"");
            case WORD -> words.add(plain(token.text()));
            case SYMBOL -> symbol(token.text());
        }
    }

    /** The grammar knows no unit behind an interval. */
    private void literal() {
        boolean interval = previous(1).equals("interval");
        words.add("'x'");
        while (interval && cursor.acceptAny(UNITS)) {
            cursor.accept("to");
        }
    }

    /** @return true when something was replaced */
    private boolean younger() {
        if (cursor.accept("nulls", "not", "distinct") || cursor.accept("nulls", "distinct")) {
            return true;
        } else if (cursor.isAt("skip", "locked") || cursor.isAt("not", "materialized", "(")) {
            cursor.next();
            cursor.acceptAny("locked", "materialized");
            return true;
        } else if (cursor.accept("not", "enforced") || trigger && deferral()) {
            return true;
        } else if (cursor.accept("begin", "atomic")) {
            words.add("as");
            words.add("'x'");
            cursor.rest();
            return true;
        }
        if (cursor.accept("is", "json") || cursor.accept("is", "not", "json")) {
            cursor.acceptAny("value", "scalar", "array", "object");
            words.addAll(List.of("is", "null"));
            return true;
        }
        return youngerAction();
    }

    private boolean youngerAction() {
        if (cursor.accept("set", "expression", "as")) {
            words.addAll(List.of("set", "default"));
            return true;
        } else if (cursor.accept("set", "null", "(") || cursor.accept("set", "default", "(")) {
            cursor.until(")");
            cursor.next();
            words.addAll(List.of("set", "null"));
            return true;
        } else if (previous(2).equals("constraint") && cursor.accept("not", "null")) {
            // A table's constraint names its column here; behind a column the next option or a comma follows.
            if (cursor.peek().isName() && !Keywords.contains(cursor.peek().text())) {
                cursor.next();
            }
            words.addAll(List.of("check", "(", "true", ")"));
            return true;
        }
        return false;
    }

    private boolean deferral() {
        return cursor.accept("not", "deferrable")
                || cursor.acceptAny("deferrable")
                || cursor.accept("initially", "deferred")
                || cursor.accept("initially", "immediate");
    }

    private String previous(int back) {
        return words.size() >= back ? words.get(words.size() - back).toLowerCase(Locale.ROOT) : "";
    }

    /** A name beyond ASCII or with a placeholder is a name. */
    private String plain(String word) {
        boolean type = TYPES.contains(word.toLowerCase(Locale.ROOT))
                && (previous(1).equals("as") || previous(1).equals("::"));
        boolean kept = namesAlike
                ? type || Keywords.contains(word)
                : PLAIN.matcher(word).matches();
        return kept ? word.toLowerCase(Locale.ROOT) : "\"q\"";
    }

    private void symbol(String text) {
        if (text.equals("(")) {
            rowStart = words.size();
        }
        words.add(OPERATORS.contains(text) || !isOperator(text) ? text : "+");
        if (text.equals(")") && rowStart >= 0) {
            endRow();
        }
    }

    private static boolean isOperator(String text) {
        return "+-*/<>=~!@#%^&|?".indexOf(text.charAt(0)) >= 0;
    }

    private void endRow() {
        List<String> ended = List.copyOf(words.subList(rowStart, words.size()));
        boolean follows = rowStart > 0 && words.get(rowStart - 1).equals(",");
        if (follows && ended.equals(row)) {
            words.subList(rowStart - 1, words.size()).clear();
        }
        row = ended;
        rowStart = -1;
    }
}
