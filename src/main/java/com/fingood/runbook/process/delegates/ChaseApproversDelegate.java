package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.approval.ApprovalChase;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Chase approvers: those who may decide, and nobody else. */
@Component("chaseApprovers")
class ChaseApproversDelegate implements JavaDelegate {

    private final ApprovalChase chase;

    ChaseApproversDelegate(ApprovalChase chase) {
        this.chase = chase;
    }

    @Override
    public void execute(DelegateExecution execution) {
        chase.chase(execution.getProcessInstanceId(), execution.getProcessBusinessKey());
    }
}
