package com.fingood.runbook.diagnosis.violations;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables that a change touched.
 *
 * @param tables names without schema and quotes, in lower case
 * @param measured whether these are certainly all: the rehearsal measured what the change locked. A reading of the script alone misses
 *     what functions, triggers and cascades do
 */
public record Touched(Set<String> tables, boolean measured) {

    private static final Pattern LAST = Pattern.compile("(?:\"((?:[^\"]|\"\")+)\"|([^.\"]+))$");

    public Touched {
        tables = Set.copyOf(tables);
    }

    /** @param tables names as the database or a script writes them */
    public static Touched of(Collection<String> tables, boolean measured) {
        Set<String> names = new TreeSet<>();
        tables.forEach(table -> names.add(plain(table)));
        return new Touched(names, measured);
    }

    /** Nothing is known of any change. */
    public static Touched unknown() {
        return new Touched(Set.of(), false);
    }

    /** {@code public."Big Table"} is {@code big table}: two of the same name in different schemas count as one. */
    static String plain(String table) {
        Matcher last = LAST.matcher(table.strip());
        String name = !last.find() ? table : last.group(1) != null ? last.group(1) : last.group(2);
        return name.replace("\"\"", "\"").toLowerCase(Locale.ROOT);
    }
}
