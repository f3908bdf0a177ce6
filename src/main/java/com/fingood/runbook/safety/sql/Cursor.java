package com.fingood.runbook.safety.sql;

import java.util.ArrayList;
import java.util.List;

/** Walks over the words of a statement; beyond the end stands an empty symbol. */
final class Cursor {

    private static final Token NOTHING = new Token(Token.Type.SYMBOL, "", new Place(1, 1));

    private final List<Token> tokens;
    private int at;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** Another one at the same place. */
    Cursor copy() {
        Cursor copy = new Cursor(tokens);
        copy.at = at;
        return copy;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : NOTHING;
    }

    Token next() {
        Token token = peek();
        if (!atEnd()) {
            at++;
        }
        return token;
    }

    /** Moves behind these words if they are the next ones. */
    boolean accept(String... words) {
        if (!isAt(words)) {
            return false;
        }
        at += words.length;
        return true;
    }

    boolean isAt(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!peek(i).is(words[i])) {
                return false;
            }
        }
        return true;
    }

    boolean acceptAny(String... words) {
        if (peek().isAny(words)) {
            at++;
            return true;
        }
        return false;
    }

    /** A name with its schema; empty parts never: a missing name is {@code ?}. */
    Name name() {
        List<String> parts = new ArrayList<>();
        if (!peek().isName()) {
            return Name.of("?");
        }
        parts.add(next().text());
        while (peek().is(".") && peek(1).isName()) {
            at++;
            parts.add(next().text());
        }
        return new Name(parts);
    }

    /** Names with commas between them; each may be followed by {@code *}. */
    List<Name> names() {
        List<Name> names = new ArrayList<>();
        do {
            accept("only");
            names.add(name());
            accept("*");
        } while (accept(","));
        return names;
    }

    /** The words inside the next brackets, which it steps over; empty when there are none. */
    List<Token> inBrackets() {
        if (!peek().is("(")) {
            return List.of();
        }
        int begin = at + 1;
        skipOne();
        int end = at > begin && tokens.get(at - 1).is(")") ? at - 1 : at;
        return tokens.subList(begin, end);
    }

    /** Steps over one word, or over whole brackets. */
    void skipOne() {
        int depth = 0;
        do {
            Token token = next();
            depth += token.isAny("(", "[") ? 1 : token.isAny(")", "]") ? -1 : 0;
        } while (depth > 0 && !atEnd());
    }

    /** Everything up to one of these words outside of brackets. */
    List<Token> until(String... words) {
        int begin = at;
        while (!atEnd() && !peek().isAny(words)) {
            skipOne();
        }
        return tokens.subList(begin, at);
    }

    /** Everything up to the end. */
    List<Token> rest() {
        List<Token> rest = tokens.subList(Math.min(at, tokens.size()), tokens.size());
        at = tokens.size();
        return rest;
    }

    /** Whether these words stand somewhere ahead, outside of brackets; moves behind them. */
    boolean findTopLevel(String... words) {
        int begin = at;
        while (!atEnd()) {
            if (accept(words)) {
                return true;
            }
            skipOne();
        }
        at = begin;
        return false;
    }

    /** The parts between commas outside of brackets; none is empty. */
    static List<List<Token>> split(List<Token> tokens) {
        List<List<Token>> parts = new ArrayList<>();
        Cursor cursor = new Cursor(tokens);
        while (!cursor.atEnd()) {
            List<Token> part = cursor.until(",");
            if (!part.isEmpty()) {
                parts.add(part);
            }
            cursor.accept(",");
        }
        return parts;
    }
}
