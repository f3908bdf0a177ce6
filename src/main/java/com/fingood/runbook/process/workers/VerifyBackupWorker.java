package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.BackupProof;
import com.fingood.runbook.process.steps.RunFacts;
import org.springframework.stereotype.Component;

/** Verify backup: restored to scratch, its fingerprint equal. One that was found damaged is replaced first. */
@Component("verifyBackup")
class VerifyBackupWorker implements GateAction {

    private final RunFacts facts;
    private final BackupProof proof;

    VerifyBackupWorker(RunFacts facts, BackupProof proof) {
        this.facts = facts;
        this.proof = proof;
    }

    @Override
    public String topic() {
        return "verifyBackup";
    }

    @Override
    public Result perform(Context context) {
        String backup = facts.backup(context.run().id());
        if (proof.isLost(context.run(), backup)) {
            backup = proof.take(context.run(), context.cancellation(), context.progress())
                    .id();
        }
        return Result.of(proof.verify(context.run(), backup, context.cancellation(), context.progress()));
    }
}
