package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.steps.RunClosing;
import com.fingood.runbook.run.RunId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Clean up and close. */
@Component("closeRun")
class CloseRunDelegate implements JavaDelegate {

    private static final String CANCELLED = "serviceTask_closeCancelledRun";

    private final RunClosing closing;

    CloseRunDelegate(RunClosing closing) {
        this.closing = closing;
    }

    @Override
    public void execute(DelegateExecution execution) {
        boolean cancelled = CANCELLED.equals(execution.getCurrentActivityId());
        String lastPhase = cancelled ? "cancelled" : (String) execution.getVariable(Variables.OUTCOME);
        var outcome = closing.close(new RunId(execution.getProcessBusinessKey()), lastPhase);
        execution.setVariable(Variables.RUN_OUTCOME, outcome.label());
    }
}
