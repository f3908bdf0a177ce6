package com.fingood.runbook.diagnosis.performance;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns of one table that a plan's condition compares; its values are never looked at. */
final class ScanConditions {

    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final Pattern COLUMN = Pattern.compile(
            "(?<![\\w.\"])(" + NAME + ")\\.(" + NAME
                    + ")\\)*(?:::[\\w\" ]+?(?:\\(\\d+(?:,\\d+)?\\))?(?:\\[\\])?\\)*)?\\s*(=|>=|<=|<>|>|<|\\)|$|~|\\+|-|\\*|/|\\|)");
    private static final Pattern BEFORE_EQUALS = Pattern.compile("(?<![<>!])=\\s*\\(*$");

    private final Set<String> equal = new LinkedHashSet<>();
    private final Set<String> range = new LinkedHashSet<>();

    /** @param alias what the plan calls the table, unquoted */
    ScanConditions(String condition, String alias) {
        String bare = LITERAL.matcher(condition).replaceAll("''");
        Matcher column = COLUMN.matcher(bare);
        while (column.find()) {
            if (plain(column.group(1)).equals(alias)) {
                add(plain(column.group(2)), column.group(3), bare.substring(0, column.start()));
            }
        }
    }

    private void add(String name, String operator, String before) {
        if (operator.equals("=") || BEFORE_EQUALS.matcher(before).find()) {
            equal.add(name);
        } else if (operator.matches("[<>]=?")) {
            range.add(name);
        }
    }

    Set<String> equal() {
        return equal;
    }

    Set<String> range() {
        return range;
    }

    private static String plain(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
