package com.fingood.runbook.process.steps;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.BackupStatus;
import com.fingood.runbook.backup.BackupType;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.backup.Verification;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.RowMark;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Optional;

/** Verifies a run's backup and remembers the scratch database, which is the template for the rehearsal's clone. */
@Component
public class BackupProof {

    private final RunContent content;
    private final RunFacts facts;
    private final Backups backups;
    private final ScratchCare scratch;

    BackupProof(RunContent content, RunFacts facts, Backups backups, ScratchCare scratch) {
        this.content = content;
        this.facts = facts;
        this.backups = backups;
        this.scratch = scratch;
    }

    /** One consistent snapshot of the target, from now on the one that this run falls back on. */
    public Backup take(Run run, Cancellation cancellation, Progress progress) {
        Backup backup = create(run, cancellation, progress);
        facts.backup(run.id(), backup.id());
        return backup;
    }

    /**
     * Takes a new one and verifies it; only then the run falls back on it.
     *
     * @return what was proven, in words
     * @throws Refusal FAILED as {@link #verify}; the run then keeps the one it had
     */
    public String renew(Run run, Cancellation cancellation, Progress progress) {
        backups.discardUnfinished(content.target(run), run.id().value());
        Backup backup = create(run, cancellation, progress);
        String proven = verify(run, backup.id(), cancellation, progress);
        facts.backup(run.id(), backup.id());
        return proven;
    }

    private Backup create(Run run, Cancellation cancellation, Progress progress) {
        Target target = content.target(run);
        SessionTag tag = new SessionTag(run.id().value(), "mark-rows");
        // Before the backup: what is written while it is taken counts as written since.
        Optional<RowMark> mark = RowMark.now(target, tag);
        Backup backup =
                backups.create(target, BackupType.SESSION, run.id().value(), run.version(), cancellation, progress);
        mark.ifPresent(before -> facts.rowMark(run.id(), backup.id(), before));
        return backup;
    }

    /** Whether trying to verify this backup again is pointless: it was found damaged, or is gone. */
    public boolean isLost(Run run, String backup) {
        return backups.find(content.target(run), backup)
                .map(found -> found.status() == BackupStatus.FAILED)
                .orElse(true);
    }

    /** @throws Refusal FAILED with the reason when the restored copy is not equal */
    public String verify(Run run, String backup, Cancellation cancellation, Progress progress) {
        scratch.dropOf(run);
        Verification verification = backups.verify(content.target(run), backup, cancellation, progress);
        if (!verification.isVerified()) {
            throw Refusal.failed(
                    "backup-not-verified",
                    "Backup " + backup + " is not verified: " + verification.reason()
                            + " Find out why; examined again, a new one is taken first.");
        }
        facts.template(run.id(), verification.scratch());
        facts.restoreTime(run.id(), Duration.ofMillis(verification.millis()));
        long rows = verification.tables().stream().mapToLong(t -> t.rows()).sum();
        return "Backup " + backup + " was restored to a scratch database: "
                + verification.tables().size() + " tables with " + rows + " rows, all equal.";
    }
}
