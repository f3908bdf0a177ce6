package com.fingood.runbook.safety.sql;

import java.util.List;
import java.util.Locale;

/**
 * A name as written, with or without a schema.
 *
 * @param parts as written, quotes included; never empty
 */
public record Name(List<String> parts) {

    public Name {
        parts = List.copyOf(parts);
    }

    public static Name of(String... parts) {
        return new Name(List.of(parts));
    }

    /** For SQL and for people: as written. */
    @Override
    public String toString() {
        return String.join(".", parts);
    }

    public boolean hasSchema() {
        return parts.size() > 1;
    }

    /** The last part without quotes, in the server's spelling: unquoted names are lower case. */
    public String simple() {
        return folded(parts.get(parts.size() - 1));
    }

    /** The name of something that belongs to it: {@code postings} and {@code amount_ck} give {@code postings_amount_ck}. */
    public String with(String suffix) {
        String whole = simple() + "_" + suffix;
        return whole.matches("[a-z_][a-z0-9_]*") ? whole : '"' + whole.replace("\"", "\"\"") + '"';
    }

    /** Another object in the same schema. */
    public Name sibling(String name) {
        return hasSchema() ? Name.of(parts.get(parts.size() - 2), name) : Name.of(name);
    }

    /** The same object, as far as a text can tell: a name without a schema may be that of any schema. */
    public boolean sameAs(Name other) {
        if (!simple().equals(other.simple())) {
            return false;
        }
        return !hasSchema() || !other.hasSchema() || schema().equals(other.schema());
    }

    private String schema() {
        return folded(parts.get(parts.size() - 2));
    }

    /** The server's spelling of one written part. */
    public static String folded(String part) {
        return part.startsWith("\"")
                ? part.substring(1, Math.max(1, part.length() - 1)).replace("\"\"", "\"")
                : part.toLowerCase(Locale.ROOT);
    }
}
