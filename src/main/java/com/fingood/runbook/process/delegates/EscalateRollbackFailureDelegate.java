package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.support.RollbackFailures;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Escalate the failed rollback: an issue of level 3, which pages everyone at once. */
@Component("escalateRollbackFailure")
class EscalateRollbackFailureDelegate implements JavaDelegate {

    private final RollbackFailures failures;
    private final ShortSteps steps;

    EscalateRollbackFailureDelegate(RollbackFailures failures, ShortSteps steps) {
        this.failures = failures;
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.within(execution, failures::escalate);
    }
}
