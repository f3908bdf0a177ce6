package com.fingood.runbook.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The constraint that a statement failed on, read from the statement and from the server's message; never a value of a row.
 *
 * @param words which constraint it is
 * @param table null when it can't be told
 * @param counting a query that counts the rows that violate it; null when none can be written
 */
record BrokenConstraint(String words, String table, String counting) {

    private static final String NAME =
            "((?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)(?:\\.(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*))?)";
    private static final Pattern ALTERED =
            Pattern.compile("(?i)\\balter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?" + NAME);
    private static final Pattern INDEXED =
            Pattern.compile("(?i)\\bcreate\\s+unique\\s+index\\s+(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?(?:"
                    + NAME + "\\s+)?on\\s+(?:only\\s+)?" + NAME);
    private static final Pattern NOT_NULL =
            Pattern.compile("(?i)\\balter\\s+(?:column\\s+)?" + NAME + "\\s+set\\s+not\\s+null");
    private static final Pattern REFERENCES = Pattern.compile("(?i)\\breferences\\s+" + NAME + "\\s*(\\([^)]*\\))?");
    private static final Pattern KEY = Pattern.compile("Key \\((.+?)\\)=\\(");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")+)\"");

    /** @param primaryKey gives a table's columns of it, comma-separated; null when it has none */
    static BrokenConstraint of(String sql, String state, String message, UnaryOperator<String> primaryKey) {
        String table = table(sql);
        return switch (state) {
            case "23502" -> required(sql, table, message);
            case "23503" -> foreign(sql, table, message, primaryKey);
            case "23505" -> unique(sql, table, message);
            case "23514" -> check(sql, table, message);
            default -> new BrokenConstraint("A constraint (SQL state " + state + ")", table, null);
        };
    }

    private static String table(String sql) {
        Matcher altered = ALTERED.matcher(sql);
        if (altered.find()) {
            return altered.group(1);
        }
        Matcher indexed = INDEXED.matcher(sql);
        return indexed.find() ? indexed.group(2) : null;
    }

    private static BrokenConstraint required(String sql, String table, String message) {
        List<String> columns = new ArrayList<>();
        Matcher column = NOT_NULL.matcher(sql);
        while (column.find()) {
            columns.add(column.group(1));
        }
        String words = columns.isEmpty()
                ? "NOT NULL of " + quoted(message, 0, "a column")
                : "NOT NULL of " + table + " (" + String.join(", ", columns) + ")";
        // A new column without a value is missing in every row.
        String where = columns.isEmpty()
                ? "true"
                : String.join(" OR ", columns.stream().map(c -> c + " IS NULL").toList());
        return new BrokenConstraint(words, table, table == null ? null : count(table, where));
    }

    private static BrokenConstraint unique(String sql, String table, String message) {
        String words = "Unique " + quoted(message, 0, "index") + (table == null ? "" : " of " + table);
        Matcher key = KEY.matcher(message);
        boolean partial = INDEXED.matcher(sql).find() && sql.matches("(?is).*\\bwhere\\b.*");
        if (table == null || partial || !key.find()) {
            return new BrokenConstraint(words, table, null);
        }
        String columns = key.group(1);
        return new BrokenConstraint(
                words,
                table,
                "SELECT coalesce(sum(n), 0) FROM (SELECT count(*) AS n FROM " + table + " WHERE ROW(" + columns
                        + ") IS NOT NULL GROUP BY " + columns + " HAVING count(*) > 1) d");
    }

    private static BrokenConstraint foreign(
            String sql, String table, String message, UnaryOperator<String> primaryKey) {
        String words = "Foreign key " + quoted(message, 1, "constraint") + (table == null ? "" : " of " + table);
        Matcher key = KEY.matcher(message);
        Matcher other = REFERENCES.matcher(sql);
        if (table == null || !key.find() || !other.find()) {
            return new BrokenConstraint(words, table, null);
        }
        String columns = key.group(1);
        String referenced = other.group(2) == null ? primaryKey.apply(other.group(1)) : other.group(2);
        String there = referenced == null ? null : "SELECT " + unwrapped(referenced) + " FROM " + other.group(1);
        return new BrokenConstraint(
                words,
                table,
                there == null
                        ? null
                        : count(
                                table,
                                "ROW(" + columns + ") IS NOT NULL AND (" + columns + ") NOT IN (" + there + ")"));
    }

    private static String unwrapped(String columns) {
        return columns.strip().replaceFirst("^\\(", "").replaceFirst("\\)$", "");
    }

    private static BrokenConstraint check(String sql, String table, String message) {
        String name = quoted(message, 0, "constraint");
        Matcher start = Pattern.compile("(?i)\\bconstraint\\s+\"?" + Pattern.quote(name) + "\"?\\s+check\\s*\\(")
                .matcher(sql);
        String words = "Check " + name + (table == null ? "" : " of " + table);
        if (table == null || !start.find()) {
            return new BrokenConstraint(words, table, null);
        }
        String expression = balanced(sql, start.end());
        return new BrokenConstraint(words, table, expression == null ? null : count(table, "NOT (" + expression + ")"));
    }

    /** What stands between an opened bracket and the one that closes it; null when none does. */
    private static String balanced(String sql, int from) {
        int depth = 1;
        boolean quoted = false;
        for (int i = from; i < sql.length(); i++) {
            char c = sql.charAt(i);
            quoted ^= c == '\'';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return sql.substring(from, i);
            }
        }
        return null;
    }

    private static String count(String table, String where) {
        return "SELECT count(*) FROM " + table + " WHERE " + where;
    }

    /** The n-th name in double quotes of the message's first line; it holds names only. */
    private static String quoted(String message, int n, String otherwise) {
        Matcher matcher = QUOTED.matcher(message.lines().findFirst().orElse(""));
        String found = otherwise;
        for (int i = 0; i <= n && matcher.find(); i++) {
            found = matcher.group(1);
        }
        return found;
    }
}
