package com.fingood.runbook.backup;

import com.fingood.runbook.target.Fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One complete backup on disk; the truth about it. {@code manifest.json} names every file with its SHA-256,
 * {@code manifest.json.sha256} names the manifest's (also for {@code sha256sum -c}), {@code verification.json} names the
 * manifest it verified and the verification before it.
 */
final class BackupFolder {

    static final String MANIFEST = "manifest.json";
    static final String SEAL = "manifest.json.sha256";
    static final String FINGERPRINT = "fingerprint.json";
    static final String DATABASE = "database.json";
    static final String VERIFICATION = "verification.json";
    static final String DUMP = "dump";

    private static final String EARLIER_VERIFICATION = "verification-\\d{4}\\.json";

    private final Path path;

    BackupFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Where the dump lies: a folder for pg_dump's directory format, else a file. */
    Path dump() {
        return path.resolve(DUMP);
    }

    Manifest manifest() throws IOException {
        return Documents.read(path.resolve(MANIFEST), Manifest.class);
    }

    String manifestSha256() throws IOException {
        return Checksums.sha256(path.resolve(MANIFEST));
    }

    Fingerprint fingerprint() throws IOException {
        return Documents.read(path.resolve(FINGERPRINT), Fingerprint.class);
    }

    DatabaseRecord database() throws IOException {
        return Documents.read(path.resolve(DATABASE), DatabaseRecord.class);
    }

    /** Null when it was never verified. */
    Verification verification() throws IOException {
        Path file = path.resolve(VERIFICATION);
        return Files.exists(file) ? Documents.read(file, Verification.class) : null;
    }

    /** SHA-256 of the latest verification record, or null. */
    String verificationSha256() throws IOException {
        Path file = path.resolve(VERIFICATION);
        return Files.exists(file) ? Checksums.sha256(file) : null;
    }

    void writeManifest(Manifest manifest) throws IOException {
        Documents.write(path.resolve(MANIFEST), manifest);
        Documents.writeText(path.resolve(SEAL), manifestSha256() + "  " + MANIFEST + "\n");
    }

    /** Keeps the record before it under a number. */
    void writeVerification(Verification verification) throws IOException {
        Path current = path.resolve(VERIFICATION);
        if (Files.exists(current)) {
            int number = 1;
            while (Files.exists(path.resolve(earlier(number)))) {
                number++;
            }
            Files.copy(current, path.resolve(earlier(number)));
        }
        Documents.write(current, verification);
    }

    private static String earlier(int number) {
        return "verification-%04d.json".formatted(number);
    }

    /** SHA-256 and size of every file but manifest, seal and verification records. */
    List<Manifest.StoredFile> inventory() throws IOException {
        List<Manifest.StoredFile> files = new ArrayList<>();
        for (String name : fileNames()) {
            Path file = path.resolve(name);
            files.add(new Manifest.StoredFile(name, Files.size(file), Checksums.sha256(file)));
        }
        return files;
    }

    /** Relative names of all files that a manifest has to name. */
    Set<String> fileNames() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path found : PrivateFolder.everything(path)) {
            String name = path.relativize(found).toString().replace('\\', '/');
            if (!Files.isDirectory(found) && !isRecord(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private static boolean isRecord(String name) {
        return Set.of(MANIFEST, SEAL, VERIFICATION, BackupFolders.OWNER).contains(name)
                || name.matches(EARLIER_VERIFICATION);
    }

    /** The backup as the folder tells it; never throws, since a damaged one must show up in lists as damaged. */
    Backup read() {
        String id = path.getFileName().toString();
        try {
            Manifest manifest = manifest();
            return backup(manifest, manifestSha256(), verification());
        } catch (IOException | RuntimeException e) {
            return unreadable(id, "its manifest can't be read: " + e.getMessage());
        }
    }

    private Backup backup(Manifest m, String sha256, Verification verified) {
        String id = path.getFileName().toString();
        if (!id.equals(m.id())) {
            return unreadable(id, "its manifest is that of " + m.id());
        }
        BackupStatus status = verified == null ? BackupStatus.CREATED : verified.status();
        String reason = verified == null ? null : verified.reason();
        if (verified != null && !sha256.equals(verified.manifestSha256())) {
            status = BackupStatus.FAILED;
            reason = MANIFEST + " is not the one that was verified";
        }
        return new Backup(
                m.id(),
                m.target(),
                m.type(),
                m.run(),
                m.version(),
                status,
                reason,
                m.database(),
                m.serverVersion(),
                m.tool(),
                m.format(),
                m.bytes(),
                sha256,
                m.fingerprintDigest(),
                m.moment(),
                m.started(),
                m.ended(),
                verified == null ? null : verified.ended(),
                path);
    }

    private Backup unreadable(String id, String reason) {
        return new Backup(
                id,
                BackupId.targetOf(id),
                null,
                null,
                null,
                BackupStatus.FAILED,
                reason,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                path);
    }
}
