package com.fingood.runbook.backup;

import com.fingood.runbook.target.Target;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code restore-<run>.json} beside the backups: what a restore is about to do, written before it does it. Together with the
 * names that the server has, it tells a later call what is left to do.
 *
 * @param run the run, or null
 * @param database the name that the restored database will have
 * @param fresh the name that it is filled under
 * @param failed the name that the replaced one gets; null when there is none to replace
 * @param openBefore whether the replaced one took connections before; what is to be put back when the exchange does not happen
 * @param ended null until it is done
 */
record RestoreIntent(
        String backup,
        String run,
        String database,
        String fresh,
        String failed,
        boolean openBefore,
        Stage stage,
        Instant started,
        Instant ended,
        List<String> warnings) {

    enum Stage {
        /** The new database is being filled; what is there is worth nothing. */
        FILLING,
        /** The new database is filled and equals the backup. */
        READY,
        /** From here on the old database may be closed to connections. */
        EXCHANGING,
        DONE
    }

    RestoreIntent {
        warnings = warnings == null ? List.of() : List.copyOf(warnings);
    }

    RestoreIntent at(Stage next) {
        return new RestoreIntent(backup, run, database, fresh, failed, openBefore, next, started, ended, warnings);
    }

    RestoreIntent warned(List<String> more) {
        return new RestoreIntent(backup, run, database, fresh, failed, openBefore, stage, started, ended, more);
    }

    RestoreIntent done(Instant at) {
        return new RestoreIntent(backup, run, database, fresh, failed, openBefore, Stage.DONE, started, at, warnings);
    }

    boolean isDone() {
        return stage == Stage.DONE;
    }

    /** @param key the run, or the backup's id where there is no run */
    static Path file(Target target, String key) {
        return new BackupFolders(target).root().resolve("restore-" + key + ".json");
    }

    /** Keys of those that are not done. */
    static List<String> unfinished(Target target) {
        Path root = new BackupFolders(target).root();
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root, "restore-*.json")) {
            for (Path file : files) {
                RestoreIntent intent = Documents.read(file, RestoreIntent.class);
                if (!intent.isDone()) {
                    keys.add(intent.run() == null ? intent.backup() : intent.run());
                }
            }
            return keys;
        } catch (IOException e) {
            throw DiskFailure.of("The restores begun in " + root + " can't be read", e);
        }
    }

    static Optional<RestoreIntent> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(Documents.read(file, RestoreIntent.class)) : Optional.empty();
    }
}
