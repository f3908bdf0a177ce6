package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.steps.RollbackProof;
import com.fingood.runbook.validation.Outcome;
import org.springframework.stereotype.Component;

import java.util.Map;

/** Validate the rollback: the target is as it was before, by fingerprint and by its own checks. */
@Component("validateRollback")
class ValidateRollbackWorker implements LongAction {

    private final RollbackProof proof;

    ValidateRollbackWorker(RollbackProof proof) {
        this.proof = proof;
    }

    @Override
    public String topic() {
        return "validateRollback";
    }

    @Override
    public Result perform(Context context) {
        RollbackProof.Verdict verdict = proof.validate(context.run(), context.cancellation(), context.progress());
        String label = verdict.passed() ? Outcome.PASSED.label() : Outcome.FAILED.label();
        return new Result(verdict.words(), Map.of(Variables.ROLLBACK_VERDICT, label));
    }
}
