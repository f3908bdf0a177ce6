package com.fingood.runbook.process.workers;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.process.steps.BackupProof;
import com.fingood.runbook.process.steps.RunContent;
import org.springframework.stereotype.Component;

/** Create backup: one consistent snapshot of the target, with its fingerprint. */
@Component("createBackup")
class CreateBackupWorker implements GateAction {

    private final RunContent content;
    private final Backups backups;
    private final BackupProof proof;

    CreateBackupWorker(RunContent content, Backups backups, BackupProof proof) {
        this.content = content;
        this.backups = backups;
        this.proof = proof;
    }

    @Override
    public String topic() {
        return "createBackup";
    }

    @Override
    public Result perform(Context context) {
        String run = context.run().id().value();
        if (context.afterCrash()) {
            backups.discardUnfinished(content.target(context.run()), run);
        }
        Backup backup = proof.take(context.run(), context.cancellation(), context.progress());
        return Result.of("Backup " + backup.id() + ", " + backup.bytes() + " bytes.");
    }
}
