package com.fingood.runbook.validation;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of a result that its check declares as keys: the only ones whose values are ever kept. */
final class KeyColumns {

    private static final int LONGEST_VALUE = 200;

    private final Map<String, Integer> positions = new LinkedHashMap<>();

    private KeyColumns() {}

    /** @throws CheckUnusable when a key is no column of the result, or two */
    static KeyColumns of(List<String> keys, ResultSetMetaData columns) throws SQLException {
        KeyColumns found = new KeyColumns();
        for (String key : keys) {
            int position = position(key, columns);
            found.positions.put(columns.getColumnLabel(position), position);
        }
        return found;
    }

    boolean isEmpty() {
        return positions.isEmpty();
    }

    /** Labels and values by turns, so that a renamed key is another key. */
    List<String> tuple(ResultSet row, List<Integer> types) throws SQLException {
        List<String> tuple = new ArrayList<>();
        for (Map.Entry<String, Integer> key : positions.entrySet()) {
            tuple.add(key.getKey());
            tuple.add(CanonicalValue.of(row, key.getValue(), types.get(key.getValue() - 1)));
        }
        return tuple;
    }

    static Map<String, String> evidence(List<String> tuple) {
        Map<String, String> evidence = new LinkedHashMap<>();
        for (int i = 0; i < tuple.size(); i += 2) {
            evidence.put(tuple.get(i), shortened(tuple.get(i + 1)));
        }
        return evidence;
    }

    private static int position(String key, ResultSetMetaData columns) throws SQLException {
        boolean quoted = key.startsWith("\"");
        String name = quoted ? key.substring(1, key.length() - 1).replace("\"\"", "\"") : key;
        List<Integer> matching = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            String label = columns.getColumnLabel(i);
            if (quoted ? label.equals(name) : label.equalsIgnoreCase(name)) {
                matching.add(i);
            }
        }
        if (matching.size() != 1) {
            String what = matching.isEmpty() ? "no column" : matching.size() + " columns";
            throw new CheckUnusable(
                    "the result has " + what + " of the name " + key + ", which the check declares as key");
        }
        return matching.get(0);
    }

    private static String shortened(String value) {
        return value == null || value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    }
}
