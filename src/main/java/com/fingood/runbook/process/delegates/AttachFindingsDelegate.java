package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.support.IssueDesk;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Attach the findings to the issue's open task. */
@Component("attachFindings")
class AttachFindingsDelegate implements JavaDelegate {

    private final IssueDesk desk;

    AttachFindingsDelegate(IssueDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.attach(execution.getProcessBusinessKey());
    }
}
