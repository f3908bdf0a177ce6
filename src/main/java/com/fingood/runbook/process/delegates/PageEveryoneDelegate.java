package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.support.IssueDesk;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Page everyone at once: level 3 is not asked by and by. */
@Component("pageEveryone")
class PageEveryoneDelegate implements JavaDelegate {

    private final IssueDesk desk;

    PageEveryoneDelegate(IssueDesk desk) {
        this.desk = desk;
    }

    @Override
    public void execute(DelegateExecution execution) {
        desk.pageEveryone(execution.getProcessBusinessKey());
    }
}
