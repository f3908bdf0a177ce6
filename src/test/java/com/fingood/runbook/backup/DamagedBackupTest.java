package com.fingood.runbook.backup;

import com.fingood.runbook.fixtures.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever happens to a file of a backup, verification names the file and nothing counts as verified. */
class DamagedBackupTest {

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_flipped_byte_is_found(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.create();
        Path file = largest(backup);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertFailed(subject, backup, name(backup, file) + " was changed");
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_truncated_file_is_found(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.create();
        Path file = largest(backup);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 10));

        assertFailed(subject, backup, name(backup, file) + " has " + (bytes.length - 10) + " bytes instead of");
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_file_of_another_backup_is_found(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup earlier = subject.create();
        subject.execute("INSERT INTO account (owner, balance) VALUES ('new', 1)");
        Backup backup = subject.create();
        Files.copy(largest(earlier), largest(backup), StandardCopyOption.REPLACE_EXISTING);

        assertFailed(subject, backup, name(backup, largest(backup)));
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_missing_and_an_extra_file_are_found(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.create();
        Path file = largest(backup);
        Files.move(file, file.resolveSibling("stranger"));

        assertFailed(subject, backup, name(backup, file) + " is missing");
        assertFailed(subject, backup, "stranger is not part of the backup");
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void an_edited_manifest_is_found(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.create();
        Path manifest = backup.folder().resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"session\"", "\"scheduled\""));

        assertFailed(subject, backup, "manifest.json was changed");
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_manifest_edited_after_the_verification_is_no_longer_verified(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.verified();
        Path manifest = backup.folder().resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"session\"", "\"scheduled\""));

        assertThat(subject.backups.latestVerified(subject.target)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_backup_that_restores_to_something_else_is_found(TestDatabase database) throws Exception {
        Subject subject = Subject.filled(database);
        Backup backup = subject.create();
        BackupFolder folder = new BackupFolder(backup.folder());
        Path fingerprint = backup.folder().resolve("fingerprint.json");
        Files.writeString(
                fingerprint, Files.readString(fingerprint).replace("\"rows\" : " + NastySchema.ROWS, "\"rows\" : 299"));
        sealAgain(folder);

        assertFailed(subject, backup, "what was restored is not what was backed up");
    }

    private static void sealAgain(BackupFolder folder) throws IOException {
        Manifest m = folder.manifest();
        folder.writeManifest(new Manifest(
                m.id(),
                m.target(),
                m.type(),
                m.run(),
                m.version(),
                m.dialect(),
                m.database(),
                m.serverVersion(),
                m.tool(),
                m.format(),
                m.started(),
                m.moment(),
                m.ended(),
                m.fingerprintDigest(),
                m.warnings(),
                folder.inventory()));
    }

    private static void assertFailed(Subject subject, Backup backup, String words) {
        Verification verification = subject.verify(backup.id());

        assertThat(verification.reason()).contains(words);
        assertThat(verification.status()).isEqualTo(BackupStatus.FAILED);
        assertThat(verification.scratch()).isNull();
        assertThat(subject.eventTypes()).endsWith("BackupVerificationFailed");
        assertThat(subject.backups.latestVerified(subject.target)).isEmpty();
        assertThat(subject.backups.find(subject.target, backup.id()))
                .map(Backup::status)
                .contains(BackupStatus.FAILED);
    }

    private static String name(Backup backup, Path file) {
        return backup.folder().relativize(file).toString();
    }

    private static Path largest(Backup backup) throws IOException {
        Path dump = backup.folder().resolve("dump");
        try (Stream<Path> files = Files.walk(dump)) {
            return files.filter(Files::isRegularFile)
                    .max(Comparator.comparing(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }
}
