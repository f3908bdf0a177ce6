package com.fingood.runbook.backup;

import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Exchanges two H2 files. The old one is shut down for everybody, then locked as H2 itself locks it, so that nobody opens it
 * again; it gets its second name as a hard link, and one rename puts the new file in its place: at no moment is the name free for
 * H2 to create an empty database under it.
 */
final class H2Exchange implements Exchange {

    private static final int ATTEMPTS = 20;

    private final Target target;
    private final String run;

    H2Exchange(Target target, String run) {
        this.target = target;
        this.run = run;
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(file(name));
    }

    @Override
    public boolean isOpen(String name) {
        return true;
    }

    /** A file that was shut down opens with its next session. */
    @Override
    public void reopen(RestoreIntent intent) {}

    @Override
    public void demandRights() {
        Path folder = H2File.of(target).getParent();
        if (!Files.isWritable(folder)) {
            throw Refusal.failed(
                    "missing-privilege",
                    "The folder " + folder + " can't be written by this user, so nothing was begun.");
        }
    }

    /** Users, rights and settings of H2 are part of the script. */
    @Override
    public List<String> dress(RestoreIntent intent, DatabaseRecord record) {
        return List.of();
    }

    @Override
    public void demandExchangeable(RestoreIntent intent) throws SQLException {
        if (!exists(intent.database())) {
            return;
        }
        try (Connection old = target.connect(Scratch.tag(run, "restore-lock"))) {
            if (!target.dialect().tryAdvisoryLock(old)) {
                throw Refusal.refused(
                        "target-busy",
                        "Somebody else is changing " + target.name()
                                + " right now (it holds the lock of this target). Wait until it is done or prove it quiet,"
                                + " then restore again: the new database is ready.");
            }
            target.dialect().releaseAdvisoryLock(old);
        } catch (Refusal e) {
            // A file that can't be opened is what restores are for; whether somebody has it open is found by its lock.
            if (e.kind() != Refusal.Kind.UNREACHABLE) {
                throw e;
            }
        }
    }

    @Override
    public void exchange(RestoreIntent intent, Progress progress) throws SQLException, IOException {
        Path old = file(intent.database());
        Path fresh = file(intent.fresh());
        Documents.force(fresh);
        if (intent.failed() == null) {
            Files.move(fresh, old, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        progress.report(4, 5, "shutting " + target.name() + " down for everybody");
        try (FileChannel closed = lockedOnceShutDown(old)) {
            progress.report(4, 5, "keeping the old file under a second name");
            link(file(intent.failed()), old);
            progress.report(4, 5, "exchanging the files");
            Files.move(fresh, old, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Documents.force(old.getParent());
        }
        progress.report(5, 5, "exchanged; the replaced file is " + intent.failed());
    }

    private FileChannel lockedOnceShutDown(Path file) throws SQLException, IOException {
        Refusal refused = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            try (Connection connection = target.connect(Scratch.tag(run, "restore-shutdown"));
                    Statement statement = connection.createStatement()) {
                statement.execute("SHUTDOWN");
            } catch (Refusal e) {
                refused = e;
            } catch (SQLException e) {
                if (!TargetFailure.isConnectionLoss(e)) {
                    throw e;
                }
            }
            FileChannel locked = tryLock(file);
            if (locked != null) {
                return locked;
            }
        }
        throw Refusal.refused(
                "target-in-use",
                "Another process has the file of " + target.name() + " open and does not let go"
                        + (refused == null ? "" : " (" + refused.getMessage() + ")")
                        + ". Stop it, then restore again: the new database is ready.");
    }

    private static FileChannel tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Somebody in this very process opened it again.
            locked = false;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? channel : null;
    }

    private static void link(Path failed, Path old) throws IOException {
        try {
            Files.createLink(failed, old);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isSameFile(failed, old)) {
                throw e;
            }
        }
    }

    @Override
    public String failedName(String database, String key) {
        String name = database + "_failed_" + key;
        for (int number = 2; exists(name); number++) {
            name = database + "_failed_" + key + "_" + number;
        }
        return name;
    }

    private Path file(String name) {
        return H2File.of(target.inDatabase(name));
    }

    @Override
    public void close() {
        // Holds nothing between the steps.
    }
}
