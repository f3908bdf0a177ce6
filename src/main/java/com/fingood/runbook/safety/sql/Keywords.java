package com.fingood.runbook.safety.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** The server's own keywords, as its function pg_get_keywords() lists them; every other word is a name to it. */
final class Keywords {

    private static final Set<String> WORDS = read();

    private Keywords() {}

    static boolean contains(String word) {
        return WORDS.contains(word.toLowerCase(Locale.ROOT));
    }

    private static Set<String> read() {
        try (InputStream words = Keywords.class.getResourceAsStream("/safety/keywords.txt")) {
            return Set.of(new String(words.readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
