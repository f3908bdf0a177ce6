package com.fingood.runbook.process.guard;

import com.fingood.runbook.run.Refusal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text that a person typed: what a database can't keep, or a reader can't see, is refused before it comes there. */
public final class TypedText {

    /** What a column for texts of the engine takes, in characters. */
    static final int LONGEST = 4000;

    /** PostgreSQL keeps no U+0000; the other control characters hide or move what stands beside them. */
    private static final Pattern UNSTORABLE = Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]|\\p{Cs}");

    private TypedText() {}

    /** The first character that can't be kept, as {@code U+0000}. */
    static Optional<String> unstorable(String text) {
        Matcher found = UNSTORABLE.matcher(text);
        return found.find() ? Optional.of(String.format("U+%04X", found.group().codePointAt(0))) : Optional.empty();
    }

    /**
     * A reason that must be given.
     *
     * @param sent null = none
     * @param undone what was not done, as a sentence without its full stop
     * @throws Refusal BAD_INPUT {@code reason-missing} or {@code form-refused}
     */
    public static String reason(String sent, String undone) {
        if (sent == null || sent.isBlank()) {
            throw Refusal.badInput("reason-missing", undone + ": say why, in 'reason'.");
        }
        unstorable(sent).ifPresent(character -> {
            throw Refusal.badInput(
                    "form-refused",
                    undone + ": 'reason' contains the character " + character
                            + ", which can't be kept. Remove it and send it again.");
        });
        if (sent.strip().length() > LONGEST) {
            throw Refusal.badInput(
                    "form-refused",
                    undone + ": 'reason' is longer than " + LONGEST + " characters. Shorten it and send it again.");
        }
        return sent.strip();
    }
}
