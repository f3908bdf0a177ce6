package com.fingood.runbook.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/** Files that only their owner reads (0600) in folders that only their owner opens (0700), where the file system knows such rights. */
public final class PrivateFiles {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFiles() {}

    /** A folder of ours, created or tightened. Only for folders that nobody else has business in. */
    public static Path folder(Path folder) {
        try {
            createHome(folder);
            if (posix(folder)) {
                Files.setPosixFilePermissions(folder, FOLDER);
            }
            return folder;
        } catch (IOException e) {
            throw notWritable(folder, e);
        }
    }

    /** RUNBOOK_HOME or what was named as such: private when we create it, left as it is when it was there. */
    public static Path home(Path home) {
        try {
            createHome(home);
            return home;
        } catch (IOException e) {
            throw notWritable(home, e);
        }
    }

    /** Attributes for a new private file beside {@code near}. */
    public static FileAttribute<?>[] attributes(Path near) {
        return posix(near)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)}
                : new FileAttribute<?>[0];
    }

    /** Takes from everybody else what they may do with the file. */
    public static void tighten(Path file) throws IOException {
        if (posix(file)) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    /** The content of a private file; created with the given content when it is absent. Two creators get the same content. */
    public static String readOrCreate(Path file, Supplier<String> content) {
        try {
            if (!Files.exists(file)) {
                create(file, content.get());
            }
            tighten(file);
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the private file " + file + " can't be read or created", e);
        }
    }

    /** Written in full under another name first: whoever finds the file finds all of it. */
    private static void create(Path file, String content) throws IOException {
        Path whole = Files.createTempFile(
                file.toAbsolutePath().getParent(), file.getFileName().toString(), ".new", attributes(file));
        try {
            Files.writeString(whole, content);
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            // Somebody else was faster; theirs counts.
        } catch (UnsupportedOperationException e) {
            Files.move(whole, file);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static void createHome(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (posix(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        } else {
            Files.createDirectories(folder);
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Refusal notWritable(Path folder, IOException cause) {
        return new Refusal(
                Refusal.Kind.BAD_INPUT,
                "home-not-writable",
                "The folder " + folder
                        + " can't be created or made private. Set RUNBOOK_HOME to a folder that belongs to this user.",
                cause);
    }
}
