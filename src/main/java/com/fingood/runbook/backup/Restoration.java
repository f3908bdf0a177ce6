package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Timestamps;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Brings a backup back: fills a new database, proves it equal, then exchanges it for the old one, which is kept. Each step can be
 * repeated, and what a stopped call did is told by the intent and by the names that the server has.
 */
final class Restoration {

    private static final int STEPS = 5;

    private final Target target;
    private final BackupFolder folder;
    private final String recordedSha256;
    private final String run;
    private final Clock clock;
    private final Path file;

    /** @param recordedSha256 the manifest's SHA-256 as the index has it, or null; @param run or null */
    Restoration(Target target, BackupFolder folder, String recordedSha256, String run, Clock clock) {
        this.target = target;
        this.folder = folder;
        this.recordedSha256 = recordedSha256;
        this.run = run;
        this.clock = clock;
        this.file = RestoreIntent.file(target, run == null ? id() : run);
    }

    RestoreReport run(Cancellation cancellation, Progress progress) {
        try (Exchange exchange = Exchange.open(target, run)) {
            RestoreIntent earlier = RestoreIntent.read(file).orElse(null);
            if (earlier != null && (run != null || !earlier.isDone())) {
                return resume(exchange, earlier, cancellation, progress);
            }
            return report(begin(exchange, cancellation, progress), false);
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "restoring backup " + id(), e);
        } catch (IOException e) {
            throw DiskFailure.of("Backup " + id() + " can't be restored", e);
        }
    }

    private RestoreIntent begin(Exchange exchange, Cancellation cancellation, Progress progress)
            throws SQLException, IOException {
        progress.report(0, STEPS, "checking the backup's files");
        demandTrusted();
        exchange.demandRights();
        String database = target.dialect().databaseOf(target.properties());
        Instant now = Timestamps.now(clock);
        String fresh = Scratch.newName();
        String failed = exchange.exists(database) ? exchange.failedName(database, key(now)) : null;
        RestoreIntent intent = new RestoreIntent(
                id(),
                run,
                database,
                fresh,
                failed,
                failed != null && exchange.isOpen(database),
                RestoreIntent.Stage.FILLING,
                now,
                null,
                List.of());
        Documents.write(file, intent);
        return goOn(exchange, intent, cancellation, progress);
    }

    private RestoreReport resume(Exchange exchange, RestoreIntent earlier, Cancellation cancellation, Progress progress)
            throws SQLException, IOException {
        if (!earlier.backup().equals(id())) {
            throw Refusal.refused(
                    "other-restore-begun",
                    "Run " + run + " already began to restore backup " + earlier.backup()
                            + ". Finish that one by restoring it again, or restore " + id() + " outside this run.");
        }
        if (isExchanged(exchange, earlier)) {
            return report(finish(earlier), true);
        }
        if (earlier.isDone()) {
            throw Refusal.outcomeUnknown(
                    "restore-outcome-unknown",
                    "Backup " + id() + " was restored for this run, but " + earlier.database()
                            + " is no longer there. Look at the server's databases; nothing was changed now.");
        }
        // Whatever is found wrong from here on, nobody stays locked out because of the call that was stopped.
        exchange.reopen(earlier);
        demandTrusted();
        return report(goOn(exchange, earlier, cancellation, progress), true);
    }

    /** Both names change together, so one of them tells. */
    private static boolean isExchanged(Exchange exchange, RestoreIntent intent) throws SQLException {
        return intent.stage().compareTo(RestoreIntent.Stage.EXCHANGING) >= 0
                && !exchange.exists(intent.fresh())
                && exchange.exists(intent.database());
    }

    private RestoreIntent goOn(Exchange exchange, RestoreIntent begun, Cancellation cancellation, Progress progress)
            throws SQLException, IOException {
        RestoreIntent intent = begun;
        try {
            cancellation.throwIfCancelled();
            boolean filled = intent.stage() != RestoreIntent.Stage.FILLING && exchange.exists(intent.fresh());
            prove(intent, filled, cancellation, progress);
            intent = save(intent.at(RestoreIntent.Stage.READY));
            progress.report(3, STEPS, "putting back rights and settings");
            intent = save(intent.warned(exchange.dress(intent, folder.database())));
            progress.report(4, STEPS, "looking who is on " + intent.database());
            exchange.demandExchangeable(intent);
            cancellation.throwIfCancelled();
        } catch (Cancellation.Cancelled e) {
            giveUp(intent);
            throw e;
        } catch (Refusal e) {
            if (intent.stage() == RestoreIntent.Stage.FILLING && e.kind() == Refusal.Kind.FAILED) {
                giveUp(intent);
            }
            throw e;
        }
        // From here on nothing is cancelled: it is over in seconds, and half of it is worse than either end.
        intent = save(intent.at(RestoreIntent.Stage.EXCHANGING));
        exchange.exchange(intent, progress);
        return finish(intent);
    }

    /** The new database is filled and equals the backup; what an earlier call filled is compared again. */
    private void prove(RestoreIntent intent, boolean filled, Cancellation cancellation, Progress progress)
            throws SQLException, IOException {
        Scratch fresh = new Scratch(target, intent.fresh(), run);
        Target restored = fresh.target();
        if (!filled) {
            progress.report(1, STEPS, "loading into a new database");
            fresh.drop();
            restored = fresh.filledFrom(folder, cancellation, progress);
        }
        progress.report(2, STEPS, "comparing with the backup");
        Fingerprint found = restored.fingerprint(Scratch.tag(run, "compare"), cancellation);
        List<Fingerprint.Difference> differences = folder.fingerprint().differencesTo(found);
        if (!differences.isEmpty()) {
            throw Refusal.failed(
                    "restored-differs",
                    "The new database is not what was backed up (" + differences.get(0)
                            + (differences.size() > 1 ? ", ..." : "") + "). " + intent.database()
                            + " was left as it is; verify another backup and restore that.");
        }
    }

    private void demandTrusted() {
        Backup backup = folder.read();
        if (!backup.isVerified()) {
            throw Refusal.refused(
                    "backup-not-verified",
                    "Backup " + id() + " is not verified"
                            + (backup.reason() == null ? "" : " (" + backup.reason() + ")")
                            + ", so it is not restored. Run 'backup verify " + id()
                            + "', or take the latest verified one.");
        }
        List<String> wrong = ManifestCheck.of(folder, recordedSha256);
        if (!wrong.isEmpty()) {
            throw Refusal.failed(
                    "backup-damaged",
                    "Backup " + id() + " was damaged after its verification: " + String.join("; ", wrong)
                            + ". Nothing was changed; restore another verified backup.");
        }
    }

    private void giveUp(RestoreIntent intent) throws IOException {
        new Scratch(target, intent.fresh(), run).drop();
        Files.deleteIfExists(file);
    }

    private RestoreIntent finish(RestoreIntent intent) throws IOException {
        return intent.isDone() ? intent : save(intent.done(Timestamps.now(clock)));
    }

    private RestoreIntent save(RestoreIntent intent) throws IOException {
        Documents.write(file, intent);
        return intent;
    }

    private RestoreReport report(RestoreIntent intent, boolean resumed) throws IOException {
        return new RestoreReport(
                intent.backup(),
                intent.run(),
                target.name(),
                intent.database(),
                intent.failed(),
                folder.manifest().moment(),
                resumed,
                intent.warnings(),
                intent.started(),
                intent.ended());
    }

    private String key(Instant now) {
        return run == null ? BackupId.SECOND.format(now) : run;
    }

    private String id() {
        return folder.path().getFileName().toString();
    }
}
