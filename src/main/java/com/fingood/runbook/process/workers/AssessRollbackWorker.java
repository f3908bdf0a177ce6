package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.steps.RollbackAssessment;
import org.springframework.stereotype.Component;

import java.util.Map;

/** Assess the rollback: does the undo give everything back, was anything written since, what would be lost. */
@Component("assessRollback")
class AssessRollbackWorker implements LongAction {

    private final RollbackAssessment assessment;

    AssessRollbackWorker(RollbackAssessment assessment) {
        this.assessment = assessment;
    }

    @Override
    public String topic() {
        return "assessRollback";
    }

    @Override
    public Result perform(Context context) {
        RollbackAssessment.Facts found = assessment.assess(context.run(), context.cancellation());
        return new Result(
                found.words(),
                Map.of(Variables.LOSSLESS, found.lossless(), Variables.WRITTEN_SINCE, found.writtenSince()));
    }
}
