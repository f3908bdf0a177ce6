package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.support.IssueDesk;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Release a claim that was forgotten, and ask the next level. */
@Component("releaseClaim")
class ReleaseClaimDelegate implements JavaDelegate {

    private final IssueDesk desk;

    ReleaseClaimDelegate(IssueDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.unresolved(execution.getProcessBusinessKey());
    }
}
