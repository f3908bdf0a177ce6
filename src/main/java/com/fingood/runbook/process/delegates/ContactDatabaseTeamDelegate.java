package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.notices.RollbackFailureNotices;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Contact the database team: everybody in it, at once. */
@Component("contactDatabaseTeam")
class ContactDatabaseTeamDelegate implements JavaDelegate {

    private final RollbackFailureNotices notices;
    private final ShortSteps steps;

    ContactDatabaseTeamDelegate(RollbackFailureNotices notices, ShortSteps steps) {
        this.notices = notices;
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.within(execution, notices::tell);
    }
}
