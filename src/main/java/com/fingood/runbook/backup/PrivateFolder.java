package com.fingood.runbook.backup;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders and files that only their owner can read: a backup holds everybody's data, and H2's also password hashes. */
final class PrivateFolder {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private PrivateFolder() {}

    static void create(Path folder) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Files.createDirectory(folder, only("rwx------"));
    }

    static void createIfMissing(Path folder) throws IOException {
        Files.createDirectories(folder, only("rwx------"));
    }

    static void createFile(Path file) throws IOException {
        Files.createFile(file, only("rw-------"));
    }

    /** Takes everybody else's rights away from what a tool wrote by its own rules. */
    static void tighten(Path folder) throws IOException {
        if (!POSIX) {
            return;
        }
        for (Path path : everything(folder)) {
            String rights = Files.isDirectory(path) ? "rwx------" : "rw-------";
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        for (Path path : everything(folder)) {
            Files.deleteIfExists(path);
        }
    }

    /** Deepest first. */
    static List<Path> everything(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static FileAttribute<?>[] only(String rights) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
