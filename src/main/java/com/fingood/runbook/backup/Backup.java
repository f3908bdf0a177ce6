package com.fingood.runbook.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A complete backup as its folder tells it.
 *
 * @param run the run it was taken for, or null
 * @param version the change's version it was taken before, or null
 * @param reason why it is not to be trusted; null unless {@code status} is FAILED
 * @param bytes size of all its files
 * @param sha256 SHA-256 of its manifest, which names the SHA-256 of every file: stands for the whole backup
 * @param fingerprintDigest digest of the fingerprint of schema and data at {@code moment}
 * @param moment the instant that the backup shows the database at
 * @param verified when the latest verification ended, or null
 */
public record Backup(
        String id,
        String target,
        BackupType type,
        String run,
        String version,
        BackupStatus status,
        String reason,
        String database,
        String serverVersion,
        String tool,
        String format,
        long bytes,
        String sha256,
        String fingerprintDigest,
        Instant moment,
        Instant started,
        Instant ended,
        Instant verified,
        Path folder) {

    public boolean isVerified() {
        return status == BackupStatus.VERIFIED;
    }

    public long millis() {
        return Duration.between(started, ended).toMillis();
    }
}
