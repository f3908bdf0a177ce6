package com.fingood.runbook.safety.sql;

import java.util.ArrayList;
import java.util.List;

import static com.fingood.runbook.safety.sql.Letters.isBlank;
import static com.fingood.runbook.safety.sql.Letters.isDigit;
import static com.fingood.runbook.safety.sql.Letters.isLineEnd;
import static com.fingood.runbook.safety.sql.Letters.isNamePart;
import static com.fingood.runbook.safety.sql.Letters.isNameStart;

/** Words of a script by PostgreSQL's lexical rules; what is left open is a flaw and reaches to the end. */
final class Lexer {

    private static final String OPERATORS = "+-*/<>=~!@#%^&|`?";
    private static final String DIRECTIVE = "runbook:";

    private final String sql;
    private final List<Flaw> flaws;
    private final List<Comment> comments = new ArrayList<>();
    private int at;
    private int start;
    private int line;
    private int lineStart;
    private Token token;

    /** @param origin where the text begins in its script */
    Lexer(String sql, Place origin, List<Flaw> flaws) {
        this.sql = sql;
        this.flaws = flaws;
        this.line = origin.line();
        this.lineStart = 1 - origin.column();
    }

    Token token() {
        return token;
    }

    /** Where the token begins. */
    int start() {
        return start;
    }

    /** Where the token ends. */
    int position() {
        return at;
    }

    List<Comment> comments() {
        return comments;
    }

    /** @return false at the end of the text */
    boolean advance() {
        skipBlank();
        if (at >= sql.length()) {
            return false;
        }
        start = at;
        Place place = here();
        Token.Type type = scan();
        token = new Token(type, sql.substring(start, at), place);
        return true;
    }

    void skipLine() {
        while (at < sql.length() && !isLineEnd(sql.charAt(at))) {
            at++;
        }
    }

    /** What follows {@code COPY ... FROM stdin;}, to the line {@code \.}. */
    void skipCopyData() {
        Place place = here();
        skipLine();
        while (at < sql.length()) {
            step();
            int begin = at;
            skipLine();
            if (sql.substring(begin, Math.min(at, begin + 3)).equals("\\.")) {
                return;
            }
        }
        flaws.add(new Flaw(
                place,
                "The data of COPY ... FROM stdin has no end: the line \\. is missing",
                "End the data with a line that holds \\. and nothing else."));
    }

    private Place here() {
        return new Place(line, at - lineStart + 1);
    }

    private void skipBlank() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (isBlank(c)) {
                step();
            } else if (sql.startsWith("--", at)) {
                lineComment();
            } else if (sql.startsWith("/*", at)) {
                blockComment();
            } else {
                return;
            }
        }
    }

    /** One character on, counting lines. */
    private void step() {
        char c = sql.charAt(at++);
        boolean ends = c == '\n' || c == '\r' && (at >= sql.length() || sql.charAt(at) != '\n');
        if (ends) {
            line++;
            lineStart = at;
        }
    }

    private void stepTo(int end) {
        while (at < end) {
            step();
        }
    }

    private void lineComment() {
        Place place = here();
        int begin = at + 2;
        skipLine();
        String text = sql.substring(begin, Math.min(at, begin + 1000)).strip();
        if (text.startsWith(DIRECTIVE)) {
            comments.add(new Comment(place, text));
        }
    }

    private void blockComment() {
        Place place = here();
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                step();
            }
        } while (depth > 0 && at < sql.length());
        if (depth > 0) {
            open(place, "A comment that begins with /* has no end", "Close it with */; comments nest.");
        }
    }

    private Token.Type scan() {
        char c = sql.charAt(at);
        if (c == '\'') {
            return quoted('\'', false);
        }
        if (c == '"') {
            return quoted('"', false);
        }
        if (c == '$') {
            return dollar();
        }
        if (isNameStart(c)) {
            return word();
        }
        if (isDigit(c) || c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1))) {
            return number();
        }
        return symbol(c);
    }

    private Token.Type word() {
        int begin = at;
        while (at < sql.length() && isNamePart(sql.charAt(at))) {
            at++;
        }
        char next = at < sql.length() ? sql.charAt(at) : ' ';
        String prefix = at - begin <= 1 ? sql.substring(begin, at) : "";
        if (next == '\'' && !prefix.isEmpty() && "eEbBxXnN".contains(prefix)) {
            return quoted('\'', prefix.equalsIgnoreCase("e"));
        }
        if (prefix.equalsIgnoreCase("u") && (sql.startsWith("&'", at) || sql.startsWith("&\"", at))) {
            at++;
            return quoted(sql.charAt(at), false);
        }
        return Token.Type.WORD;
    }

    private Token.Type quoted(char quote, boolean backslashes) {
        Place place = here();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (backslashes && c == '\\' && at + 1 < sql.length()) {
                at++;
            } else if (c == quote) {
                at++;
                if (at >= sql.length() || sql.charAt(at) != quote) {
                    return quote == '"' ? Token.Type.QUOTED : Token.Type.STRING;
                }
            }
            step();
        }
        boolean name = quote == '"';
        open(
                place,
                (name ? "A quoted name" : "A string") + " has no closing quote",
                "Close it; double a quote inside.");
        return name ? Token.Type.QUOTED : Token.Type.STRING;
    }

    private Token.Type dollar() {
        int end = at + 1;
        while (end < sql.length() && sql.charAt(end) != '$' && isNamePart(sql.charAt(end))) {
            end++;
        }
        boolean opens =
                end < sql.length() && sql.charAt(end) == '$' && (end == at + 1 || isNameStart(sql.charAt(at + 1)));
        if (!opens) {
            return placeholderOrParameter();
        }
        Place place = here();
        String tag = sql.substring(at, end + 1);
        int close = sql.indexOf(tag, end + 1);
        stepTo(close < 0 ? sql.length() : close + tag.length());
        if (close < 0) {
            open(place, "The dollar quote " + shortened(tag) + " has no end", "Close it with the same tag.");
        }
        return Token.Type.STRING;
    }

    /** {@code ${schema}} stands where a name would; {@code $1} is a parameter. */
    private Token.Type placeholderOrParameter() {
        int close = sql.startsWith("${", at) ? sql.indexOf('}', at) : -1;
        if (close > 0 && close - at < 200) {
            stepTo(close + 1);
            while (at < sql.length() && isNamePart(sql.charAt(at))) {
                at++;
            }
            return Token.Type.WORD;
        }
        at++;
        while (at < sql.length() && isDigit(sql.charAt(at))) {
            at++;
        }
        return Token.Type.SYMBOL;
    }

    /** Swallows the letters behind it, as the server does, so that {@code 1$a$} opens no dollar quote. */
    private Token.Type number() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            boolean sign = (c == '+' || c == '-') && "eE".indexOf(sql.charAt(at - 1)) >= 0 && isDigitBefore(at - 1);
            boolean range = c == '.' && sql.startsWith("..", at);
            if (range || !(isNamePart(c) || c == '.' || sign)) {
                break;
            }
            at++;
        }
        return Token.Type.NUMBER;
    }

    private boolean isDigitBefore(int index) {
        return index > start && (isDigit(sql.charAt(index - 1)) || sql.charAt(index - 1) == '.');
    }

    private Token.Type symbol(char c) {
        at++;
        if (OPERATORS.indexOf(c) >= 0) {
            while (at < sql.length()
                    && OPERATORS.indexOf(sql.charAt(at)) >= 0
                    && !sql.startsWith("--", at)
                    && !sql.startsWith("/*", at)) {
                at++;
            }
        } else if (c == ':' && at < sql.length() && ":=".indexOf(sql.charAt(at)) >= 0) {
            at++;
        }
        return Token.Type.SYMBOL;
    }

    private void open(Place place, String what, String fix) {
        flaws.add(new Flaw(place, what, fix));
    }

    private static String shortened(String tag) {
        return tag.length() > 40 ? tag.substring(0, 40) + "…" : tag;
    }
}
