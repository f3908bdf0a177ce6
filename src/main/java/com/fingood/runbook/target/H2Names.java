package com.fingood.runbook.target;

import java.util.regex.Pattern;

/** Names as they stand in keys of a fingerprint: in quotes only where they need them, as PostgreSQL's are. */
final class H2Names {

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*|[A-Z_][A-Z0-9_$]*");

    private H2Names() {}

    static String shown(String name) {
        return PLAIN.matcher(name).matches() ? name : Identifiers.quoted(name);
    }
}
