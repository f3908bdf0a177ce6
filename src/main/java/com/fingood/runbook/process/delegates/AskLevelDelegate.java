package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.support.IssueDesk;
import com.fingood.runbook.process.support.SupportLevel;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Ask the level that was found, or to which a person escalated. */
@Component("askLevel")
class AskLevelDelegate implements JavaDelegate {

    private final IssueDesk desk;

    AskLevelDelegate(IssueDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String level = (String) execution.getVariable(Variables.LEVEL);
        desk.reach(execution.getProcessBusinessKey(), SupportLevel.valueOf(level));
    }
}
