package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.RecoveryDocuments;
import org.springframework.stereotype.Component;

/** Document the rollback failure: what was tried, when, by whom, how it failed, what is found. */
@Component("documentRollbackFailure")
class DocumentRollbackFailureWorker implements LongAction {

    private final RecoveryDocuments documents;

    DocumentRollbackFailureWorker(RecoveryDocuments documents) {
        this.documents = documents;
    }

    @Override
    public String topic() {
        return "documentRollbackFailure";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(documents.document(context.run(), context.cancellation()));
    }
}
