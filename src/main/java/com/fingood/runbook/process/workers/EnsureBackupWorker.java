package com.fingood.runbook.process.workers;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.process.steps.BackupProof;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Target;
import org.springframework.stereotype.Component;

/** Ensure a current verified backup: the one at hand when nothing was written since, by the fingerprint just captured; else a new one. */
@Component("ensureBackup")
class EnsureBackupWorker implements LongAction {

    private final RunContent content;
    private final RunFacts facts;
    private final Backups backups;
    private final BackupProof proof;

    EnsureBackupWorker(RunContent content, RunFacts facts, Backups backups, BackupProof proof) {
        this.content = content;
        this.facts = facts;
        this.backups = backups;
        this.proof = proof;
    }

    @Override
    public String topic() {
        return "ensureBackup";
    }

    @Override
    public String errorCode() {
        return "not-ready";
    }

    @Override
    public Result perform(Context context) {
        Target target = content.target(context.run());
        String known = facts.backup(context.run().id());
        Fingerprint before = facts.stateBefore(context.run().id())
                .orElseThrow(() -> Refusal.refused(
                        "no-state-before", "The state before was not captured. Retry the preparation."));
        boolean verified =
                backups.find(target, known).filter(Backup::isVerified).isPresent();
        if (verified
                && backups.fingerprintOf(target, known).differencesTo(before).isEmpty()) {
            return Result.of("Backup " + known + " is verified and nothing was written since.");
        }
        String proven = proof.renew(context.run(), context.cancellation(), context.progress());
        // What the new backup shows is later than what was captured, and seen in one snapshot.
        facts.stateBefore(
                context.run().id(),
                backups.fingerprintOf(target, facts.backup(context.run().id())));
        return Result.of("Something was written since backup " + known + ". " + proven);
    }
}
