package com.fingood.runbook.target;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which keys of a fingerprint belong to the tables of {@link Fingerprint#BOOKKEEPING}: exactly theirs, by name of table. */
final class BookkeepingKeys {

    /** Kinds whose key reads {@code kind:schema.table} or {@code kind:schema.table.part}. */
    private static final Set<String> OF_TABLES = Set.of(
            "table",
            "column",
            "position",
            "constraint",
            "index",
            "trigger",
            "not-enforced",
            "rule",
            "policy",
            "sequence");

    private static final String NAME = "(\"(?:[^\"]|\"\")*\"|[^\".]+)";
    private static final Pattern TABLE = Pattern.compile(NAME + "\\." + NAME + "(?:\\..*)?", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("comment:table (?:column )?(.*)", Pattern.DOTALL);

    /** The trigger functions that keep the journals from being edited. */
    private static final Pattern JOURNAL_GUARD =
            Pattern.compile("function:" + NAME + "\\.runbook_(?:undo|repair)_journal_only_grows\\(\\)");

    private BookkeepingKeys() {}

    static boolean isObject(String key) {
        if (JOURNAL_GUARD.matcher(key).matches()) {
            return true;
        }
        Matcher comment = COMMENT.matcher(key);
        if (comment.matches()) {
            return isTable(comment.group(1));
        }
        int colon = key.indexOf(':');
        return colon > 0 && OF_TABLES.contains(key.substring(0, colon)) && isTable(key.substring(colon + 1));
    }

    /** @param qualified {@code schema.table}, perhaps with a part of it behind another dot */
    static boolean isTable(String qualified) {
        Matcher matcher = TABLE.matcher(qualified);
        return matcher.matches() && Fingerprint.BOOKKEEPING.contains(asOurs(matcher.group(2)));
    }

    /** H2 without DATABASE_TO_LOWER keeps an unquoted name in capitals. */
    private static String asOurs(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT) : name;
    }
}
