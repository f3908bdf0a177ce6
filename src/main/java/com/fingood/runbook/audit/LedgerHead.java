package com.fingood.runbook.audit;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.Optional;

/**
 * The end of the chain.
 *
 * @param origin names this ledger; null until the first row was sealed
 * @param seq how many rows are sealed
 * @param hash of the last sealed row; null until the first row was sealed
 */
record LedgerHead(String origin, long seq, String hash) {

    static Optional<LedgerHead> read(JdbcClient jdbc) {
        return read(jdbc, "");
    }

    /** Waits for another sealer to finish. */
    static LedgerHead lock(JdbcClient jdbc) {
        return read(jdbc, " for update").orElseThrow(() -> new IllegalStateException("the head of the ledger is gone"));
    }

    private static Optional<LedgerHead> read(JdbcClient jdbc, String lock) {
        return jdbc.sql("select origin, seq, hash from rb_ledger_head where only_row = 1" + lock)
                .query((row, number) ->
                        new LedgerHead(row.getString("origin"), row.getLong("seq"), row.getString("hash")))
                .optional();
    }

    void write(JdbcClient jdbc) {
        jdbc.sql("update rb_ledger_head set origin = ?, seq = ?, hash = ? where only_row = 1")
                .params(origin, seq, hash)
                .update();
    }
}
