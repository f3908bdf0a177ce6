package com.fingood.runbook.backup;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.Target;

/**
 * The latest verified backup, restored and compared once more to a scratch database of its own; dropped when closed. For trying things
 * whose outcome on the target itself nobody wants to wait for.
 *
 * @param target the copy, with the settings that sessions on the target have
 * @param backup what it was restored from
 */
public record VerifiedCopy(Target target, Backup backup, Runnable drop) implements AutoCloseable {

    /**
     * @param label whose it is, so that what a crash leaves is found
     * @throws Refusal REFUSED {@code no-verified-backup}; FAILED {@code backup-not-verified} when it does not verify any more; or as
     *     {@link Backups#verify}
     */
    public static VerifiedCopy ofLatest(
            Backups backups, Target target, String label, Cancellation cancellation, Progress progress) {
        Backup backup = backups.latestVerified(target)
                .orElseThrow(() -> Refusal.refused(
                        "no-verified-backup",
                        target.name()
                                + " has no verified backup to make a copy of. Take one with 'runbook backup create "
                                + target.name() + "' and verify it."));
        Verification verification = backups.verify(target, backup.id(), cancellation, progress);
        if (!verification.isVerified()) {
            throw Refusal.failed(
                    "backup-not-verified",
                    "Backup " + backup.id() + " is not verified any more: " + verification.reason()
                            + ". Take a new one with 'runbook backup create'.");
        }
        ScratchDatabases scratch = new ScratchDatabases(target);
        String name = verification.scratch();
        try {
            scratch.note(name, label);
            scratch.dressLike(target, name);
            return new VerifiedCopy(target.inDatabase(name), backup, () -> scratch.drop(name));
        } catch (RuntimeException e) {
            scratch.drop(name);
            throw e;
        }
    }

    @Override
    public void close() {
        drop.run();
    }
}
