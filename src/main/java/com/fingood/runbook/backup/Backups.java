package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.Timestamps;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Target;

import javax.sql.DataSource;

import java.io.IOException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Backups of targets: taken in one snapshot, proven by restoring, brought back by exchanging databases. The folder below the
 * target's {@code backups} is the truth, so all of it works without the engine and its database. Safe for several threads.
 */
public final class Backups {

    private final BackupIndex index;
    private final RunEvents events;
    private final Clock clock;

    /** @param dataSource the engine's database for the index; null = without */
    public Backups(DataSource dataSource, RunEvents events, Clock clock) {
        this.index = new BackupIndex(dataSource);
        this.events = events;
        this.clock = clock;
    }

    /** The target that a backup's id names; BAD_INPUT {@code bad-backup-id} when it is no such id. */
    public static String targetOf(String id) {
        return BackupId.targetOf(id);
    }

    /**
     * Takes a backup; it may be relied on once it is verified.
     *
     * @param run the run it belongs to, or null
     * @param version the change's version it is taken before, or null
     * @throws Refusal FAILED with the tool's own words ({@code disk-full}, {@code tool-version}, {@code missing-privilege},
     *     {@code row-level-security}, {@code tool-missing}, {@code tool-killed}, {@code tool-failed}, ...) or UNREACHABLE; nothing
     *     that looks like a backup is left then
     * @throws Cancellation.Cancelled after everything that was started has ended
     */
    public Backup create(
            Target target, BackupType type, String run, String version, Cancellation cancellation, Progress progress) {
        Backup backup = new Creation(target, clock).run(type, run, version, cancellation, progress);
        index.save(backup);
        publish("BackupCreated", backup, Map.of("bytes", backup.bytes(), "millis", backup.millis()));
        return backup;
    }

    /**
     * Checks every file against the manifest, restores to a scratch database and compares fingerprints, strictly. The scratch
     * database of a verified backup is kept ({@link Verification#scratch()}); whoever uses it drops it.
     *
     * @return also when the backup failed: a damaged backup is a result, not an error
     * @throws Refusal BAD_INPUT {@code unknown-backup}; UNREACHABLE when the server can't be asked (the backup stays as it was)
     */
    public Verification verify(Target target, String id, Cancellation cancellation, Progress progress) {
        BackupFolder folder = new BackupFolders(target).get(id);
        String recorded = index.sha256(id).orElse(null);
        Verification verification = new VerificationRun(target, folder, recorded, clock).run(cancellation, progress);
        Backup backup = folder.read();
        index.save(backup);
        Map<String, Object> details = new HashMap<>(Map.of("millis", verification.millis()));
        if (!verification.isVerified()) {
            details.put("reason", verification.reason());
        }
        publish(verification.isVerified() ? "BackupVerified" : "BackupVerificationFailed", backup, details);
        return verification;
    }

    /**
     * Brings a verified backup back, never in place: fills a new database, compares it, exchanges it for the target's own and keeps
     * that one under {@link RestoreReport#failedDatabase()} (on PostgreSQL closed to connections). Sessions on the target are ended.
     * After a crash, call it again with the same run: what is done already is not done again, and a finished one is only reported.
     *
     * @param run the run it belongs to, or null
     * @throws Refusal BAD_INPUT {@code unknown-backup}; REFUSED {@code backup-not-verified}, {@code superuser-session},
     *     {@code target-busy}, {@code target-in-use}, {@code restore-running}, {@code prepared-transaction}; FAILED
     *     {@code backup-damaged}, {@code restored-differs}, {@code missing-privilege}; OUTCOME_UNKNOWN {@code target-may-be-closed}
     * @throws Cancellation.Cancelled only before the exchange begins; the target is as it was
     */
    public RestoreReport restore(
            Target target, String backupId, String run, Cancellation cancellation, Progress progress) {
        BackupFolder folder = new BackupFolders(target).get(backupId);
        String recorded = index.sha256(backupId).orElse(null);
        RestoreReport report = new Restoration(target, folder, recorded, run, clock).run(cancellation, progress);
        Map<String, Object> details = new HashMap<>();
        details.put("backup", backupId);
        details.put("moment", report.moment().toString());
        details.put("resumed", report.resumed());
        details.put("warnings", report.warnings().size());
        if (report.failedDatabase() != null) {
            details.put("failedDatabase", report.failedDatabase());
        }
        events.publish(new RunEvent("BackupRestored", run, target.name(), "runbook", Timestamps.now(clock), details));
        return report;
    }

    /**
     * Loads a verified backup into a new scratch database of another role or on another server, PostgreSQL only. There all of it belongs
     * to that role, and no rights are granted: roles of the target need not exist there. Rows are compared by fingerprint, objects by
     * name.
     *
     * @param site where and as whom; see {@link Target#asRehearsing()}
     * @param name of the scratch database, replaced when it is there; whoever uses it drops it
     * @param label whose it is
     * @throws Refusal BAD_INPUT {@code unknown-backup}; REFUSED {@code backup-not-verified}; FAILED {@code copy-differs} or with the
     *     tool's words; nothing is left then
     */
    public Target copyTo(
            Target site,
            Target target,
            String id,
            String name,
            String label,
            Cancellation cancellation,
            Progress progress) {
        BackupFolder folder = new BackupFolders(target).get(id);
        if (!folder.read().isVerified()) {
            throw Refusal.refused(
                    "backup-not-verified",
                    "Backup " + id + " is not verified, so nothing is rehearsed on it. See 'runbook backup verify'.");
        }
        return new CopyElsewhere(site, folder, name, label).make(cancellation, progress);
    }

    /**
     * Restores that began and did not end: runs, or backup ids where there was no run. Until {@link #restore} is called again for
     * one of them, the target may be closed to connections.
     */
    public List<String> unfinishedRestores(Target target) {
        return RestoreIntent.unfinished(target);
    }

    /** All complete backups of the target, oldest first; a damaged one is there with status FAILED and its reason. */
    public List<Backup> list(Target target) {
        return new BackupFolders(target).all().stream().map(BackupFolder::read).toList();
    }

    /** @throws Refusal BAD_INPUT {@code bad-backup-id} when it is no backup's id at all */
    public Optional<Backup> find(Target target, String id) {
        return new BackupFolders(target).find(id).map(BackupFolder::read);
    }

    /**
     * Schema and data of the target at the backup's moment.
     *
     * @throws Refusal BAD_INPUT {@code unknown-backup}; FAILED when its folder can't be read
     */
    public Fingerprint fingerprintOf(Target target, String id) {
        try {
            return new BackupFolders(target).get(id).fingerprint();
        } catch (IOException e) {
            throw DiskFailure.of("The fingerprint of backup " + id + " can't be read", e);
        }
    }

    /**
     * What its latest verification said, above all how long restoring took; empty when it was never verified.
     *
     * @throws Refusal BAD_INPUT {@code unknown-backup}; FAILED when its folder can't be read
     */
    public Optional<Verification> verificationOf(Target target, String id) {
        try {
            return Optional.ofNullable(new BackupFolders(target).get(id).verification());
        } catch (IOException e) {
            throw DiskFailure.of("The verification of backup " + id + " can't be read", e);
        }
    }

    /** The verified backup that shows the target at the latest moment. */
    public Optional<Backup> latestVerified(Target target) {
        return list(target).stream().filter(Backup::isVerified).max(Comparator.comparing(Backup::moment));
    }

    /**
     * Deletes what a stopped process left half-written.
     *
     * @param run the run whose leftovers go; null = of any run, where the writing process is gone
     * @return ids that were begun
     */
    public List<String> discardUnfinished(Target target, String run) {
        return new BackupFolders(target).discardUnfinished(run);
    }

    /** Makes the index tell what the folders tell; a SHA-256 recorded earlier stays, so that a changed manifest is still noticed. */
    public void rebuildIndex(Target target) {
        index.replace(target.name(), list(target));
    }

    private void publish(String type, Backup backup, Map<String, Object> more) {
        Map<String, Object> details = new HashMap<>(more);
        details.put("backup", backup.id());
        if (backup.sha256() != null) {
            details.put("sha256", backup.sha256());
        }
        events.publish(new RunEvent(type, backup.run(), backup.target(), "runbook", Timestamps.now(clock), details));
    }
}
