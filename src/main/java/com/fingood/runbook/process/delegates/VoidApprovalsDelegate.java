package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.approval.ApprovalVoiding;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Void what was approved: it is no longer what would be executed. */
@Component("voidApprovals")
class VoidApprovalsDelegate implements JavaDelegate {

    private final ShortSteps steps;
    private final ApprovalVoiding voiding;

    VoidApprovalsDelegate(ShortSteps steps, ApprovalVoiding voiding) {
        this.steps = steps;
        this.voiding = voiding;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.answer(execution, voiding::whileWaiting, words -> words);
    }
}
