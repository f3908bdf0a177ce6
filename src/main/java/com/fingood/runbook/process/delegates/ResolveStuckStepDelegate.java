package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.board.Cancelling;
import com.fingood.runbook.run.RunId;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Carry out the decision: one more attempt, whose worker looks at the target first, or cancel the run. */
@Component("resolveStuckStep")
class ResolveStuckStepDelegate implements JavaDelegate {

    private final ManagementService management;
    private final ExternalTaskService externalTasks;
    private final Cancelling cancelling;

    ResolveStuckStepDelegate(ManagementService management, ExternalTaskService externalTasks, Cancelling cancelling) {
        this.management = management;
        this.externalTasks = externalTasks;
        this.cancelling = cancelling;
    }

    @Override
    public void execute(DelegateExecution execution) {
        if ("cancel-run".equals(execution.getVariable(Variables.DECISION))) {
            cancelling.carryOut(new RunId(execution.getProcessBusinessKey()));
        } else {
            retry((String) execution.getVariable(Variables.STUCK_KIND), (String)
                    execution.getVariable(Variables.STUCK_ID));
        }
    }

    private void retry(String kind, String id) {
        if ("job".equals(kind)) {
            management.createJobQuery().jobId(id).list().forEach(job -> management.setJobRetries(job.getId(), 1));
        } else {
            externalTasks
                    .createExternalTaskQuery()
                    .externalTaskId(id)
                    .list()
                    .forEach(t -> externalTasks.setRetries(t.getId(), 1));
        }
    }
}
