package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.BackupProof;
import com.fingood.runbook.run.Refusal;
import org.springframework.stereotype.Component;

/** Take a new backup, as a person wants it before go. When it fails the run keeps the one it has, and the person sees why. */
@Component("renewBackup")
class RenewBackupWorker implements LongAction {

    private final BackupProof proof;

    RenewBackupWorker(BackupProof proof) {
        this.proof = proof;
    }

    @Override
    public String topic() {
        return "renewBackup";
    }

    @Override
    public Result perform(Context context) {
        try {
            return Result.of(proof.renew(context.run(), context.cancellation(), context.progress()));
        } catch (Refusal failed) {
            return Result.of("No new backup: " + failed.getMessage());
        }
    }
}
