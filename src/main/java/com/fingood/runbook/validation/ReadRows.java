package com.fingood.runbook.validation;

import com.fingood.runbook.change.CheckFile;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A result read to its end, row by row: counted exactly, its keys hashed, the first ones kept as evidence.
 *
 * @param count number of rows
 * @param evidence up to 20 rows, key columns only
 */
record ReadRows(long count, List<Map<String, String>> evidence, RowHashes hashes) {

    private static final int EVIDENCE_ROWS = 20;
    static final int ROWS_BETWEEN_LOOKS = 1_000;

    static ReadRows of(ResultSet result, CheckFile check, Deadline deadline) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<Integer> types = types(columns);
        KeyColumns keys = KeyColumns.of(check.keys(), columns);
        List<Map<String, String>> evidence = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        RowDigest content = new RowDigest();
        long count = 0;
        while (result.next()) {
            if (!keys.isEmpty() && hashes.size() < RowHashes.LIMIT) {
                List<String> tuple = keys.tuple(result, types);
                hashes.add(RowDigest.keyHash(tuple));
                if (evidence.size() < EVIDENCE_ROWS) {
                    evidence.add(KeyColumns.evidence(tuple));
                }
            }
            if (check.conserved()) {
                content.add(row(result, types));
            }
            count++;
            if (count % ROWS_BETWEEN_LOOKS == 0) {
                deadline.demandTime();
            }
        }
        String whole = check.conserved() ? content.value() : null;
        boolean complete = hashes.size() == count;
        return new ReadRows(count, evidence, new RowHashes(whole, hashes, complete));
    }

    private static List<String> row(ResultSet result, List<Integer> types) throws SQLException {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= types.size(); i++) {
            row.add(CanonicalValue.of(result, i, types.get(i - 1)));
        }
        return row;
    }

    private static List<Integer> types(ResultSetMetaData columns) throws SQLException {
        List<Integer> types = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            types.add(columns.getColumnType(i));
        }
        return types;
    }
}
