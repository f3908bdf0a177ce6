package com.fingood.runbook.process.workers;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.BackupType;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.process.steps.BackupProof;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Target;
import org.springframework.stereotype.Component;

/** Ensure a current verified backup: the preflight's when nothing was written since, by fingerprint; else a new one. */
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
        if (isCurrent(context, target, known)) {
            return Result.of("Backup " + known + " is verified and nothing was written since.");
        }
        String run = context.run().id().value();
        backups.discardUnfinished(target, run);
        Backup backup = backups.create(
                target, BackupType.SESSION, run, context.run().version(), context.cancellation(), context.progress());
        String proven = proof.verify(context.run(), backup.id(), context.cancellation(), context.progress());
        facts.backup(context.run().id(), backup.id());
        return Result.of("Something was written since preflight. " + proven);
    }

    private boolean isCurrent(Context context, Target target, String backup) {
        Fingerprint now = target.fingerprint(context.tag("ensure-backup"), context.cancellation());
        return backups.find(target, backup).filter(Backup::isVerified).isPresent()
                && backups.fingerprintOf(target, backup).differencesTo(now).isEmpty();
    }
}
