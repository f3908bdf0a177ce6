package com.fingood.runbook.backup;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A target's folder of backups. One being written lies in {@code .<id>.unfinished} and gets its name in one step when it is
 * complete, so that a stop at any moment leaves nothing that looks like a backup.
 */
final class BackupFolders {

    private static final String PREFIX = ".";
    private static final String SUFFIX = ".unfinished";
    static final String OWNER = "unfinished.json";

    /** Who writes an unfinished backup. */
    record Writer(String id, String run, long pid, long processStart) {
        static Writer me(String id, String run) {
            return new Writer(id, run, ProcessHandle.current().pid(), startOf(ProcessHandle.current()));
        }

        boolean alive() {
            return ProcessHandle.of(pid)
                    .map(process -> process.isAlive() && startOf(process) == processStart)
                    .orElse(false);
        }

        private static long startOf(ProcessHandle process) {
            return process.info().startInstant().map(i -> i.toEpochMilli()).orElse(0L);
        }
    }

    private final Path root;
    private final String target;

    BackupFolders(Target target) {
        this.root = target.properties().backups().toAbsolutePath().normalize();
        this.target = target.name();
    }

    Path root() {
        return root;
    }

    /** A new unfinished folder. */
    BackupFolder begin(String id, String run) {
        Path path = root.resolve(PREFIX + id + SUFFIX);
        try {
            PrivateFolder.createIfMissing(root);
            PrivateFolder.create(path);
            Documents.write(path.resolve(OWNER), Writer.me(id, run));
            return new BackupFolder(path);
        } catch (IOException e) {
            throw DiskFailure.of("The backup folder " + root + " can't be written", e);
        }
    }

    /** Gives a complete folder its name; from here on it is a backup. */
    BackupFolder finish(BackupFolder unfinished, String id) throws IOException {
        for (Path path : PrivateFolder.everything(unfinished.path())) {
            Documents.force(path);
        }
        Path path = root.resolve(id);
        Files.move(unfinished.path(), path, StandardCopyOption.ATOMIC_MOVE);
        Documents.force(root);
        return new BackupFolder(path);
    }

    /** Drops the writer's note: what is left is the backup. */
    void forgetWriter(BackupFolder unfinished) throws IOException {
        Files.delete(unfinished.path().resolve(OWNER));
    }

    void discard(BackupFolder unfinished) {
        try {
            PrivateFolder.delete(unfinished.path());
        } catch (IOException e) {
            // Its name says what it is, and discardUnfinished will try again.
            System.getLogger(BackupFolders.class.getName())
                    .log(System.Logger.Level.WARNING, "unfinished backup {0} could not be deleted", unfinished.path());
        }
    }

    /** Deletes what a stopped process left; run null: of any run, only where the writing process is gone. */
    List<String> discardUnfinished(String run) {
        List<Path> left = children()
                .filter(path -> isUnfinished(path) && isLeftBy(path, run))
                .toList();
        left.forEach(path -> discard(new BackupFolder(path)));
        return left.stream()
                .map(path -> path.getFileName().toString())
                .map(name -> name.substring(PREFIX.length(), name.length() - SUFFIX.length()))
                .toList();
    }

    private static boolean isLeftBy(Path path, String run) {
        try {
            Writer writer = Documents.read(path.resolve(OWNER), Writer.class);
            return run == null ? !writer.alive() : Objects.equals(run, writer.run());
        } catch (IOException e) {
            return run == null || isWholeButUnnamed(path, run);
        }
    }

    /** Stopped between the last two steps: the note is gone, the manifest says whose it is. */
    private static boolean isWholeButUnnamed(Path path, String run) {
        try {
            return run.equals(new BackupFolder(path).manifest().run());
        } catch (IOException e) {
            return false;
        }
    }

    /** Complete backups, oldest first; damaged ones too. */
    List<BackupFolder> all() {
        return children()
                .filter(path -> BackupId.isOne(path.getFileName().toString()))
                .filter(path -> BackupId.targetOf(path.getFileName().toString()).equals(target))
                .sorted(Comparator.comparing(path -> path.getFileName().toString()))
                .map(BackupFolder::new)
                .toList();
    }

    Optional<BackupFolder> find(String id) {
        BackupId.targetOf(id);
        return all().stream()
                .filter(folder -> folder.path().getFileName().toString().equals(id))
                .findFirst();
    }

    /** @throws Refusal BAD_INPUT {@code unknown-backup} */
    BackupFolder get(String id) {
        return find(id).orElseThrow(() -> Refusal.badInput(
                "unknown-backup",
                "There is no complete backup " + id + " in " + root + ". 'backup list " + target
                        + "' shows those there are."));
    }

    private Stream<Path> children() {
        if (!Files.isDirectory(root)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(root)) {
            return children.filter(Files::isDirectory).toList().stream();
        } catch (IOException e) {
            throw DiskFailure.of("The backup folder " + root + " can't be read", e);
        }
    }

    private static boolean isUnfinished(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }
}
