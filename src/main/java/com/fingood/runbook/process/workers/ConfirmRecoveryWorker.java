package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.guard.Decisions;
import com.fingood.runbook.process.steps.RecoveryProof;
import com.fingood.runbook.run.Refusal;
import org.springframework.stereotype.Component;

import java.util.Map;

/** Confirm the recovery: a person said what is true, the checks must say the same. */
@Component("confirmRecovery")
class ConfirmRecoveryWorker implements LongAction {

    private static final String TASK = "userTask_recoverByHand";

    private final RecoveryProof proof;
    private final Decisions decisions;

    ConfirmRecoveryWorker(RecoveryProof proof, Decisions decisions) {
        this.proof = proof;
        this.decisions = decisions;
    }

    @Override
    public String topic() {
        return "confirmRecovery";
    }

    @Override
    public Result perform(Context context) {
        String said = decisions
                .last(context.run().id().value(), TASK)
                .map(Decisions.Decision::decision)
                .orElseThrow(() -> Refusal.failed("nothing-said", "Nobody has said what is true of the target."));
        RecoveryProof.Verdict verdict = proof.check(context.run(), said, context.cancellation(), context.progress());
        return new Result(verdict.words(), Map.of(Variables.RECOVERED, verdict.agrees() ? said : "disagrees"));
    }
}
