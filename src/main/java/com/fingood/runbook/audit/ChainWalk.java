package com.fingood.runbook.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Walks over sealed rows in their order and keeps the first contradiction, and the hashes that somebody asks for afterwards. */
final class ChainWalk {

    private final Set<Long> wanted;
    private final Map<Long, String> hashes = new HashMap<>();
    private long seq;
    private String hash;
    private LedgerReport.Break firstBreak;

    ChainWalk(String origin, Set<Long> wanted) {
        this.wanted = wanted;
        this.hash = origin == null ? null : Chain.genesis(origin);
    }

    void visit(LedgerRow row) {
        if (firstBreak == null) {
            contradiction(row).ifPresent(what -> firstBreak = new LedgerReport.Break(seq + 1, what));
        }
        seq = row.seq();
        hash = row.hash();
        if (wanted.contains(seq)) {
            hashes.put(seq, hash);
        }
    }

    private Optional<String> contradiction(LedgerRow row) {
        long expected = seq + 1;
        if (row.seq() != expected) {
            return Optional.of("row " + expected + " is missing; row " + row.seq() + " comes in its place");
        }
        if (!Objects.equals(row.previousHash(), hash)) {
            return Optional.of("row " + expected + " does not continue the row before it");
        }
        if (!Chain.link(row.previousHash(), row.seq(), row.contentHash()).equals(row.hash())) {
            return Optional.of("row " + expected + " is not what was sealed in its place: it was edited or exchanged");
        }
        return Optional.empty();
    }

    /** Compares the end with what the head row says. */
    void end(LedgerHead head) {
        if (firstBreak == null && head.seq() != seq) {
            firstBreak = new LedgerReport.Break(
                    Math.min(head.seq(), seq) + 1, "the head says " + head.seq() + " rows, the chain ends at " + seq);
        } else if (firstBreak == null && seq > 0 && !Objects.equals(hash, head.hash())) {
            firstBreak = new LedgerReport.Break(seq, "the head is not the hash of the last row");
        }
    }

    long seq() {
        return seq;
    }

    String hash() {
        return seq == 0 ? null : hash;
    }

    /** The hash at that place; empty when the chain does not reach it. */
    Optional<String> hashAt(long place) {
        return Optional.ofNullable(hashes.get(place));
    }

    Optional<LedgerReport.Break> firstBreak() {
        return Optional.ofNullable(firstBreak);
    }
}
