package com.fingood.runbook.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Compares every file of a backup with what its manifest says; a backup that fails here is not even tried. */
final class ManifestCheck {

    private final BackupFolder folder;
    private final List<String> wrong = new ArrayList<>();

    private ManifestCheck(BackupFolder folder) {
        this.folder = folder;
    }

    /**
     * What is wrong, each naming its file; empty = nothing.
     *
     * @param recordedSha256 the manifest's SHA-256 as the index has it; null when it has none
     */
    static List<String> of(BackupFolder folder, String recordedSha256) {
        ManifestCheck check = new ManifestCheck(folder);
        try {
            check.manifestItself(recordedSha256);
            if (check.wrong.isEmpty()) {
                check.files(folder.manifest());
            }
        } catch (IOException e) {
            check.wrong.add(e.getMessage());
        }
        return check.wrong;
    }

    private void manifestItself(String recordedSha256) throws IOException {
        if (!Files.exists(folder.path().resolve(BackupFolder.MANIFEST))) {
            wrong.add(BackupFolder.MANIFEST + " is missing");
            return;
        }
        String found = folder.manifestSha256();
        if (!found.equals(sealed())) {
            wrong.add(BackupFolder.MANIFEST + " was changed after the backup was taken (it is not what "
                    + BackupFolder.SEAL + " says)");
        } else if (recordedSha256 != null && !found.equals(recordedSha256)) {
            wrong.add(BackupFolder.MANIFEST + " was changed after the backup was taken (it is not what the index of"
                    + " backups recorded)");
        } else if (!folder.manifest().id().equals(folder.path().getFileName().toString())) {
            wrong.add(BackupFolder.MANIFEST + " is that of another backup, "
                    + folder.manifest().id());
        }
    }

    private String sealed() throws IOException {
        Path seal = folder.path().resolve(BackupFolder.SEAL);
        if (!Files.exists(seal)) {
            wrong.add(BackupFolder.SEAL + " is missing");
            return folder.manifestSha256();
        }
        return Files.readString(seal).split("\\s", 2)[0];
    }

    private void files(Manifest manifest) throws IOException {
        Set<String> extra = new TreeSet<>(folder.fileNames());
        for (Manifest.StoredFile expected : manifest.files()) {
            extra.remove(expected.path());
            compare(expected, folder.path().resolve(expected.path()).normalize());
        }
        extra.forEach(name -> wrong.add(name + " is not part of the backup"));
    }

    private void compare(Manifest.StoredFile expected, Path file) throws IOException {
        String name = expected.path();
        if (!file.startsWith(folder.path()) || !Files.isRegularFile(file)) {
            wrong.add(name + " is missing");
        } else if (Files.size(file) != expected.bytes()) {
            wrong.add(name + " has " + Files.size(file) + " bytes instead of " + expected.bytes());
        } else if (!Checksums.sha256(file).equals(expected.sha256())) {
            wrong.add(name + " was changed: its SHA-256 is not the recorded one");
        }
    }
}
