package com.fingood.runbook.process.briefing;

import java.util.LinkedHashMap;
import java.util.Map;

/** A row of a form's table. Every column is there: a form shows what is missing as an empty cell, not as an error. */
final class Rows {

    private Rows() {}

    /** @param columns name, value, name, value ...; null values become empty */
    static Map<String, String> row(Object... columns) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            row.put((String) columns[i], columns[i + 1] == null ? "" : columns[i + 1].toString());
        }
        return row;
    }
}
