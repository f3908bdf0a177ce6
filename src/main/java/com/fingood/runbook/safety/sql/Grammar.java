package com.fingood.runbook.safety.sql;

import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.misc.ParseCancellationException;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementLexer;
import org.apache.shardingsphere.sql.parser.autogen.PostgreSQLStatementParser;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a statement is PostgreSQL's SQL, by a whole grammar of it, which starts slowly and is therefore not asked about {@link
 * KnownForms}. One object serves all scripts of one check and remembers the shapes that it has seen; it gives up on what is too long, too deep or too slow, and says so, rather than hang.
 */
public final class Grammar {

    /** What it makes of a statement. */
    public enum Answer {
        UNDERSTOOD,
        NOT_UNDERSTOOD,
        TOO_LONG,
        TOO_DEEP,
        /** It took longer than one statement may, or the time for the whole script was used up before. */
        OUT_OF_TIME
    }

    static final int MAX_WORDS = 20_000;
    static final int MAX_DEPTH = 100;
    private static final long STATEMENT_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long SCRIPT_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int SHAPES = 5_000;
    private static final int SHAPES_PER_CACHE = 3_000;

    /** Without it the lexer would leave out what it does not know, and the rest might be SQL. */
    private static final BaseErrorListener REFUSES = new BaseErrorListener() {
        @Override
        public void syntaxError(
                Recognizer<?, ?> r, Object symbol, int line, int at, String words, RecognitionException e) {
            throw new ParseCancellationException();
        }
    };

    private final Map<String, Answer> shapes = new HashMap<>();
    private long used;
    private int parsed;

    /** The time for a script begins anew; what is known of shapes stays. */
    public void nextScript() {
        used = 0;
    }

    public Answer judge(Statement statement) {
        if (!statement.readWhole()) {
            return Answer.TOO_LONG;
        } else if (statement.depth() > MAX_DEPTH) {
            return Answer.TOO_DEEP;
        } else if (isBeyondTheGrammar(statement)) {
            return Answer.UNDERSTOOD;
        }
        List<Token> tokens = statement.tokens();
        return tokens.size() <= MAX_WORDS && KnownForms.contain(tokens) ? Answer.UNDERSTOOD : judgeAll(tokens);
    }

    /** By the grammar alone, whatever the form. */
    Answer judgeAll(List<Token> tokens) {
        Answer answer = judge(GrammarInput.of(tokens, true));
        return answer == Answer.NOT_UNDERSTOOD ? judge(GrammarInput.of(tokens, false)) : answer;
    }

    /**
     * Names are first all made alike: the grammar takes some words for its own that are plain names to the server, and scripts of
     * one kind become few shapes. Only options such as LOGIN need their words as written.
     */
    private Answer judge(List<String> words) {
        if (words.size() > MAX_WORDS) {
            return Answer.TOO_LONG;
        }
        String shape = String.join(" ", words);
        Answer known = shapes.get(shape);
        Answer answer = known != null ? known : parse(shape);
        if (shapes.size() < SHAPES && answer != Answer.OUT_OF_TIME) {
            shapes.put(shape, answer);
        }
        return answer;
    }

    /** Recognised by its first words. Commands of psql have a rule of their own. */
    private static boolean isBeyondTheGrammar(Statement statement) {
        Command command = statement.command();
        return command instanceof Command.ClientCommand
                || command instanceof Command.DoBlock block && block.body().length() > 2
                || command instanceof Command.Merge
                || command instanceof Command.CreateOther other && other.kind().equals("STATISTICS");
    }

    private Answer parse(String sql) {
        long begin = Processor.nanos();
        Answer answer;
        try {
            long time = Math.min(STATEMENT_NANOS, SCRIPT_NANOS - used);
            answer = isSql(sql, begin + time) ? Answer.UNDERSTOOD : Answer.NOT_UNDERSTOOD;
        } catch (ParseCancellationException e) {
            answer = Answer.NOT_UNDERSTOOD;
        } catch (StackOverflowError e) {
            answer = Answer.TOO_DEEP;
        } catch (OutOfTime e) {
            answer = Answer.OUT_OF_TIME;
        }
        used += Processor.nanos() - begin;
        return answer;
    }

    private boolean isSql(String sql, long deadline) {
        PostgreSQLStatementLexer lexer = new PostgreSQLStatementLexer(CharStreams.fromString(sql));
        lexer.removeErrorListeners();
        lexer.addErrorListener(REFUSES);
        PostgreSQLStatementParser parser = new PostgreSQLStatementParser(new TimedTokens(lexer, deadline));
        parser.removeErrorListeners();
        parser.setBuildParseTree(false);
        forgetNowAndThen(parser);
        return parses(parser, PredictionMode.SLL) || parses(parser, PredictionMode.LL);
    }

    /** What the parser learns from each shape is kept for all later ones, and would grow without end. */
    private void forgetNowAndThen(PostgreSQLStatementParser parser) {
        if (++parsed % SHAPES_PER_CACHE == 0) {
            parser.getInterpreter().clearDFA();
        }
    }

    private static boolean parses(PostgreSQLStatementParser parser, PredictionMode mode) {
        parser.reset();
        parser.getInterpreter().setPredictionMode(mode);
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            parser.execute();
            return parser.getNumberOfSyntaxErrors() == 0;
        } catch (ParseCancellationException e) {
            return false;
        }
    }

    /** Looks at the clock while the parser looks ahead, which is where it spends its time. */
    private static final class TimedTokens extends CommonTokenStream {

        private final long deadline;
        private int looks;

        TimedTokens(TokenSource source, long deadline) {
            super(source);
            this.deadline = deadline;
        }

        @Override
        public int LA(int ahead) {
            if ((++looks & 0x3ff) == 0 && Processor.nanos() > deadline) {
                throw new OutOfTime();
            }
            return super.LA(ahead);
        }
    }

    private static final class OutOfTime extends RuntimeException {
        OutOfTime() {
            super(null, null, false, false);
        }
    }
}
