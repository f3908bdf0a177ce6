package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.steps.ApprovalRecheck;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Re-check what was approved. */
@Component("recheckApproval")
class RecheckApprovalDelegate implements JavaDelegate {

    private final ShortSteps steps;
    private final ApprovalRecheck recheck;

    RecheckApprovalDelegate(ShortSteps steps, ApprovalRecheck recheck) {
        this.steps = steps;
        this.recheck = recheck;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.run(execution, "not-ready", recheck::check);
    }
}
