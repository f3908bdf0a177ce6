package com.fingood.runbook.validation;

import java.util.List;

/**
 * What is kept of a check's rows so that two runs can be compared without keeping the rows.
 *
 * @param content SHA-256 of the whole result, independent of the order of rows; null when the check is not conserved
 * @param keys per row, in the result's order, a hash of its key columns; at most {@link #LIMIT}; empty without keys
 * @param complete whether {@code keys} has every row
 */
public record RowHashes(String content, List<String> keys, boolean complete) {

    /** Above this many violations only counts are compared. */
    static final int LIMIT = 10_000;

    static final RowHashes NONE = new RowHashes(null, List.of(), false);

    public RowHashes {
        keys = List.copyOf(keys);
    }
}
