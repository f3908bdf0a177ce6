package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Timestamps;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;

/** Takes one backup: everything is written under an unfinished name, and what fails is removed again. */
final class Creation {

    private static final int STEPS = 3;

    private final Target target;
    private final Clock clock;
    private final BackupFolders folders;

    Creation(Target target, Clock clock) {
        this.target = target;
        this.clock = clock;
        this.folders = new BackupFolders(target);
    }

    Backup run(BackupType type, String run, String version, Cancellation cancellation, Progress progress) {
        Instant started = Timestamps.now(clock);
        String id = BackupId.next(target.name(), started);
        BackupFolder unfinished = folders.begin(id, run);
        boolean complete = false;
        try {
            progress.report(0, STEPS, "dumping " + target.name());
            // The id's own part in the tag tells this dump's sessions from those of another one of the same run.
            SessionTag tag = new SessionTag(run == null ? "cli" : run, "dump-" + id.substring(id.length() - 4));
            DumpMethod.Dumped dumped =
                    DumpMethod.of(target).dump(target, tag, unfinished.dump(), cancellation, progress);
            progress.report(1, STEPS, "computing SHA-256 of every file");
            record(unfinished, dumped);
            unfinished.writeManifest(manifest(id, type, run, version, started, dumped, unfinished));
            cancellation.throwIfCancelled();
            progress.report(2, STEPS, "waiting until the disk has it");
            folders.forgetWriter(unfinished);
            BackupFolder folder = folders.finish(unfinished, id);
            complete = true;
            return folder.read();
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "taking a backup", e);
        } catch (IOException e) {
            throw DiskFailure.of("The backup of " + target.name() + " can't be written to " + folders.root(), e);
        } finally {
            if (!complete) {
                folders.discard(unfinished);
            }
        }
    }

    private void record(BackupFolder unfinished, DumpMethod.Dumped dumped) throws IOException {
        Documents.write(unfinished.path().resolve(BackupFolder.FINGERPRINT), dumped.fingerprint());
        Documents.write(unfinished.path().resolve(BackupFolder.DATABASE), dumped.database());
        PrivateFolder.tighten(unfinished.path());
    }

    private Manifest manifest(
            String id,
            BackupType type,
            String run,
            String version,
            Instant started,
            DumpMethod.Dumped dumped,
            BackupFolder unfinished)
            throws IOException {
        return new Manifest(
                id,
                target.name(),
                type,
                run,
                version,
                target.dialect().name(),
                dumped.database().name(),
                dumped.serverVersion(),
                dumped.tool(),
                dumped.format(),
                started,
                Timestamps.micros(dumped.moment()),
                Timestamps.now(clock),
                dumped.fingerprint().digest(),
                dumped.warnings(),
                unfinished.inventory());
    }
}
