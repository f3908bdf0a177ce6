package com.fingood.runbook.safety.lint;

import com.fingood.runbook.safety.sql.Flaw;
import com.fingood.runbook.safety.sql.Place;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Turns the bytes of a script into text; what is no UTF-8 is a flaw at its line, and the rest is still checked. */
final class ScriptBytes {

    private ScriptBytes() {}

    static ScriptFile decode(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int wrong = text.indexOf('\uFFFD') < 0 ? -1 : firstMalformed(bytes);
        return new ScriptFile(name, plain, wrong < 0 ? List.of() : List.of(malformed(bytes, wrong)));
    }

    static Flaw tooLarge(long limit) {
        return new Flaw(
                new Place(1, 1),
                "The file is larger than " + limit / (1024 * 1024) + " MB and was not read",
                "Split the change, or load large data by a tool for it.");
    }

    private static Flaw malformed(byte[] bytes, int offset) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return new Flaw(new Place(line, 1), "The line is not valid UTF-8", "Save the file as UTF-8.");
    }

    private static int firstMalformed(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(8192);
        CoderResult result;
        do {
            out.clear();
            result = decoder.decode(in, out, true);
        } while (result.isOverflow());
        return result.isError() ? in.position() : -1;
    }
}
