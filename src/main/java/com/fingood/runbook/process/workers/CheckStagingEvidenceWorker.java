package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.StagingEvidence;
import org.springframework.stereotype.Component;

/** Check staging evidence: the same change completed on an identical staging target. */
@Component("checkStagingEvidence")
class CheckStagingEvidenceWorker implements GateAction {

    private final StagingEvidence evidence;

    CheckStagingEvidenceWorker(StagingEvidence evidence) {
        this.evidence = evidence;
    }

    @Override
    public String topic() {
        return "checkStagingEvidence";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(evidence.find(context.run()));
    }
}
