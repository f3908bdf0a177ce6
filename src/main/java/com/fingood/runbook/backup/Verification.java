package com.fingood.runbook.backup;

import java.time.Instant;
import java.util.List;

/**
 * The outcome of restoring a backup to a scratch database; {@code verification.json} of its folder.
 *
 * @param id the backup's id
 * @param status VERIFIED or FAILED
 * @param reason what was wrong, in words; null when verified
 * @param manifestSha256 the manifest that was verified
 * @param previous SHA-256 of the verification record before this one, or null
 * @param tables rows as found in the scratch database, and whether the table equals the backed up one
 * @param scratch the scratch database that was kept as template for clones; null when failed. Whoever uses it drops it
 */
public record Verification(
        String id,
        BackupStatus status,
        String reason,
        String manifestSha256,
        String previous,
        List<TableResult> tables,
        String scratch,
        Instant started,
        Instant ended,
        long millis) {

    /** @param rows -1 when the table is missing */
    public record TableResult(String table, long rows, boolean equal) {}

    public Verification {
        tables = List.copyOf(tables);
    }

    public boolean isVerified() {
        return status == BackupStatus.VERIFIED;
    }
}
