package com.fingood.runbook.safety.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script into statements the way psql and Flyway do: at semicolons outside of strings, names, comments, dollar quotes and
 * {@code BEGIN ATOMIC} bodies. Inline COPY data and psql's own commands are no SQL. One pass; no length or nesting hurts it.
 */
final class ScriptReader {

    /** A statement with more words is not read further, only to its end. */
    static final int MAX_TOKENS = 200_000;

    private final String file;
    private final String text;
    private final Lexer lexer;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Flaw> flaws = new ArrayList<>();
    private List<Token> tokens = new ArrayList<>();
    private int start;
    private int end;
    private Place endPlace;
    private boolean readWhole = true;
    private int depth;
    private int deepest;
    private int bodies;
    private Token before;

    private ScriptReader(String file, String text) {
        this.file = file;
        this.text = text;
        this.lexer = new Lexer(text, new Place(1, 1), flaws);
    }

    static Script read(String file, String text) {
        ScriptReader reader = new ScriptReader(file, text);
        while (reader.lexer.advance()) {
            reader.take();
        }
        reader.close();
        return new Script(file, text, reader.statements, reader.lexer.comments(), reader.flaws);
    }

    /** The words of one statement alone. */
    static List<Token> tokens(String statement, Place place) {
        Lexer lexer = new Lexer(statement, place, new ArrayList<>());
        List<Token> all = new ArrayList<>();
        while (all.size() < MAX_TOKENS && lexer.advance()) {
            all.add(lexer.token());
        }
        return all;
    }

    private void take() {
        Token token = lexer.token();
        if (token.is(";") && bodies == 0) {
            boolean copies = copiesFromInput();
            close();
            if (copies) {
                lexer.skipCopyData();
            }
        } else if (token.is("\\")) {
            close();
            begin(token);
            // Its word; anything but a letter could open a string that goes on beyond the line.
            if (lexer.position() < text.length()
                    && Character.isLetter(text.charAt(lexer.position()))
                    && lexer.advance()) {
                begin(lexer.token());
            }
            lexer.skipLine();
            end = lexer.position();
            close();
        } else {
            begin(token);
            track(token);
        }
    }

    private void begin(Token token) {
        if (tokens.isEmpty()) {
            start = lexer.start();
        }
        if (tokens.size() < MAX_TOKENS) {
            tokens.add(token);
        } else {
            readWhole = false;
        }
        end = lexer.position();
        endPlace = token.place();
    }

    private void track(Token token) {
        if (token.isAny("(", "[")) {
            deepest = Math.max(deepest, ++depth);
        } else if (token.isAny(")", "]")) {
            depth--;
        } else if (bodies == 0 && token.is("atomic") && before != null && before.is("begin")) {
            bodies = 1;
        } else if (bodies > 0 && token.is("case")) {
            bodies++;
        } else if (bodies > 0 && token.is("end")) {
            bodies--;
        }
        before = token;
    }

    private boolean copiesFromInput() {
        return !tokens.isEmpty() && tokens.get(0).is("copy") && new Cursor(tokens).findTopLevel("from", "stdin");
    }

    private void close() {
        if (!tokens.isEmpty()) {
            statements.add(new Statement(
                    statements.size(),
                    tokens.get(0).place(),
                    endPlace,
                    text.substring(start, end),
                    CommandReader.read(tokens, readWhole),
                    readWhole,
                    deepest));
        }
        tokens = new ArrayList<>();
        readWhole = true;
        depth = 0;
        deepest = 0;
        bodies = 0;
        before = null;
    }
}
