package com.fingood.runbook.audit;

/**
 * What a check of an exported file says. A passed file is whole and unchanged since it was signed; whose key that was, only a
 * comparison of {@code keyFingerprint} with what the server's people printed or mailed can tell.
 *
 * @param rows how many rows the file shows
 * @param line first line that contradicts, from 1; 0 when the verdict is passed
 * @param what the contradiction in words; null when the verdict is passed
 * @param headHash hash at the signed checkpoint, or null
 * @param origin names the ledger, or null
 * @param run the exported run; null for a whole ledger
 * @param keyFingerprint first 16 hex digits of the public key's SHA-256, or null
 */
public record ExportReport(
        Verdict verdict,
        long rows,
        long line,
        String what,
        String headHash,
        String origin,
        String run,
        String keyFingerprint) {

    static ExportReport failed(long rows, long line, String what) {
        return new ExportReport(Verdict.FAILED, rows, line, what, null, null, null, null);
    }
}
