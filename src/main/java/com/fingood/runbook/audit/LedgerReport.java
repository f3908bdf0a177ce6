package com.fingood.runbook.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the verification of a ledger found.
 *
 * @param verdict failed when anything contradicts; unknown when something could not be told; else passed
 * @param rows all rows, sealed and unsealed
 * @param oldestUnsealed age of the oldest unsealed row; empty when all are sealed
 * @param firstBreak place of the first contradiction in the chain
 * @param headHash hash of the last sealed row; null when none is sealed. Print it, mail it: it is what later heads are held against
 * @param checkpoints how many signed checkpoints the chain was held against
 * @param problems every contradiction in words, the first break first; never a row's content
 * @param doubts what keeps the verdict from being passed although nothing contradicts
 */
public record LedgerReport(
        Verdict verdict,
        long rows,
        long sealed,
        long unsealed,
        Optional<Duration> oldestUnsealed,
        Optional<Break> firstBreak,
        String headHash,
        int checkpoints,
        List<String> problems,
        List<String> doubts) {

    /** @param seq the row at which it shows; @param what the contradiction in words */
    public record Break(long seq, String what) {}
}
