package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.support.IssueDesk;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ask the next level, if nobody has answered. */
@Component("askNextLevel")
class AskNextLevelDelegate implements JavaDelegate {

    private final IssueDesk desk;

    AskNextLevelDelegate(IssueDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.unanswered(execution.getProcessBusinessKey());
    }
}
