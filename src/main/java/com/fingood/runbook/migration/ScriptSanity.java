package com.fingood.runbook.migration;

import com.fingood.runbook.run.Refusal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What makes a script unusable before any database sees it: not text, nothing to run, or commands that only psql knows. */
final class ScriptSanity {

    // Only psql's own words: data lines of a COPY may begin with a backslash too.
    private static final Pattern META =
            Pattern.compile("\\\\(i|ir|include|include_relative|c|connect|copy|echo|set|unset"
                    + "|gset|gexec|gdesc|g|q|quit|if|elif|else|endif|o|out|e|edit|d|dt|timing|pset|prompt|cd|encoding|password"
                    + "|restrict|unrestrict|warn|watch|w|write|x|!)(\\s.*)?");

    private ScriptSanity() {}

    /** @throws Refusal BAD_INPUT {@code not-utf-8}, {@code empty-script} or {@code psql-command}, with file and line */
    static void demand(Script script) {
        demandUtf8(script);
        demandStatements(script);
        demandNoPsql(script);
    }

    private static void demandUtf8(Script script) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(script.bytes());
        CharBuffer out = CharBuffer.allocate(8192);
        int line = 1;
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
            out.flip();
            line += (int) out.chars().filter(c -> c == '\n').count();
        } while (result.isOverflow());
        if (result.isError()) {
            throw bad("not-utf-8", script, line, "is not valid UTF-8", "Save the file as UTF-8.");
        }
    }

    private static void demandStatements(Script script) {
        String rest = script.text()
                .replaceAll("(?s)/\\*.*?\\*/", " ")
                .replaceAll("(?m)--.*$", " ")
                .replace(';', ' ');
        if (rest.isBlank()) {
            throw bad("empty-script", script, 1, "holds no statement", "Write the change, or delete the file.");
        }
    }

    private static void demandNoPsql(Script script) {
        int line = 0;
        boolean copying = false;
        for (String text : (Iterable<String>) script.text().lines()::iterator) {
            line++;
            if (copying) {
                copying = !CopyData.endsWith(text);
            } else if (META.matcher(text.strip()).matches()) {
                throw bad(
                        "psql-command",
                        script,
                        line,
                        "begins with a psql command, which only psql understands",
                        "Write the SQL itself.");
            } else {
                copying = CopyData.beginsAfter(text);
            }
        }
    }

    private static Refusal bad(String code, Script script, int line, String what, String fix) {
        return Refusal.badInput(code, script.name() + ":" + line + " " + what + ". " + fix);
    }
}
