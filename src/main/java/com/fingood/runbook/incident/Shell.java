package com.fingood.runbook.incident;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Words of a command as a POSIX shell takes them, whatever is in a name. */
final class Shell {

    private Shell() {}

    /** One word, taken literally. */
    static String word(Object text) {
        return "'" + String.valueOf(text).replace("'", "'\\''") + "'";
    }

    /** A part of a connection URI as libpq decodes it, which knows no plus sign for a space. */
    static String uriPart(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
