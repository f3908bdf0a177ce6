package com.fingood.runbook.backup;

import java.time.Instant;
import java.util.List;

/**
 * {@code manifest.json}: what a backup is and every file in it. Its own SHA-256 stands for the whole backup: it is what the
 * ledger, the index and the verification record name.
 *
 * @param run the run it was taken for, or null
 * @param version the change's version it was taken before, or null
 * @param tool what wrote it, with its version
 * @param format {@code directory} or {@code custom} (pg_dump), {@code script} (H2)
 * @param moment when the snapshot was taken that the dump and the fingerprint both saw
 * @param warnings what the tool said although it succeeded
 */
record Manifest(
        String id,
        String target,
        BackupType type,
        String run,
        String version,
        String dialect,
        String database,
        String serverVersion,
        String tool,
        String format,
        Instant started,
        Instant moment,
        Instant ended,
        String fingerprintDigest,
        List<String> warnings,
        List<StoredFile> files) {

    /** @param path relative to the backup's folder, with slashes */
    record StoredFile(String path, long bytes, String sha256) {}

    Manifest {
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
        files = List.copyOf(files);
    }

    long bytes() {
        return files.stream().mapToLong(StoredFile::bytes).sum();
    }
}
