package com.fingood.runbook.safety.measured;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's type as PostgreSQL writes it, e.g. {@code numeric(10,2)}.
 *
 * @param first the first number in brackets; null = none, so without that limit
 * @param second the second; null = none
 */
record ColumnType(String name, Integer first, Integer second) {

    private static final Pattern WRITTEN = Pattern.compile("([^(]*)(?:\\((-?\\d+)(?:,(-?\\d+))?\\))?(.*)");
    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");
    private static final List<String> FLOATS = List.of("real", "double precision");
    private static final List<String> TEXTS = List.of("character", "character varying", "text");
    private static final Map<String, Integer> DIGITS = Map.of("smallint", 5, "integer", 10, "bigint", 19);

    static ColumnType of(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        matcher.matches();
        return new ColumnType(
                (matcher.group(1) + matcher.group(4)).strip(), number(matcher.group(2)), number(matcher.group(3)));
    }

    private static Integer number(String text) {
        return text == null ? null : Integer.valueOf(text);
    }

    /** What the other type can't hold of this one, in words; null = nothing that the types tell. */
    String lossTo(ColumnType other) {
        if (TEXTS.contains(name) && TEXTS.contains(other.name)) {
            return other.first != null && (first == null || other.first < first)
                    ? "at most " + other.first + " characters"
                    : null;
        }
        if (INTEGERS.contains(name) && INTEGERS.contains(other.name)) {
            return INTEGERS.indexOf(other.name) < INTEGERS.indexOf(name) ? "a smaller range of numbers" : null;
        }
        if (name.equals("numeric") && other.name.equals("numeric")) {
            return lossOfDigits(other);
        }
        return lossOfKind(other);
    }

    private String lossOfDigits(ColumnType other) {
        if (other.first == null) {
            return null;
        }
        if (scale() == null || other.scale() < scale()) {
            return "only " + other.scale() + " digits behind the point, the rest is rounded";
        }
        return other.first - other.scale() < first - scale() ? "fewer digits before the point" : null;
    }

    /** PostgreSQL: a precision without a scale means whole numbers. */
    private Integer scale() {
        return first == null ? null : second == null ? Integer.valueOf(0) : second;
    }

    private String lossOfKind(ColumnType other) {
        if (name.equals("numeric") && FLOATS.contains(other.name)) {
            return "amounts become approximate";
        }
        if ((name.equals("numeric") || FLOATS.contains(name)) && INTEGERS.contains(other.name)) {
            return "what is behind the point is rounded";
        }
        if (INTEGERS.contains(name) && other.name.equals("numeric") && other.first != null) {
            return other.first - other.scale() < DIGITS.get(name) ? "fewer digits before the point" : null;
        }
        if (name.equals("double precision") && other.name.equals("real")) {
            return "fewer digits";
        }
        if (name.startsWith("timestamp")
                && List.of("date", "time without time zone").contains(other.name)) {
            return "a part of the moment is gone";
        }
        if (name.startsWith("timestamp") && other.name.startsWith("timestamp")) {
            return other.first != null && (first == null || other.first < first)
                    ? "fractions of a second are rounded"
                    : null;
        }
        if (name.equals("bigint") && FLOATS.contains(other.name)
                || name.equals("integer") && other.name.equals("real")) {
            return "large numbers become approximate";
        }
        return null;
    }
}
