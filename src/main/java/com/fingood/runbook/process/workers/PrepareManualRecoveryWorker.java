package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.RecoveryDocuments;
import org.springframework.stereotype.Component;

/** Prepare the manual recovery: exact commands, every backup, what is different. */
@Component("prepareManualRecovery")
class PrepareManualRecoveryWorker implements LongAction {

    private final RecoveryDocuments documents;

    PrepareManualRecoveryWorker(RecoveryDocuments documents) {
        this.documents = documents;
    }

    @Override
    public String topic() {
        return "prepareManualRecovery";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(documents.prepare(context.run(), context.cancellation()));
    }
}
