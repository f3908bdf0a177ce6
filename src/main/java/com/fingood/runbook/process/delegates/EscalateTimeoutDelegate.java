package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.support.IssueKind;
import com.fingood.runbook.process.support.Issues;
import com.fingood.runbook.process.support.NewIssue;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Escalate the timeout: what changes a target was stopped at its hard limit by itself, so people look into it at once. */
@Component("escalateTimeout")
class EscalateTimeoutDelegate implements JavaDelegate {

    private final Issues issues;
    private final Runs runs;

    EscalateTimeoutDelegate(Issues issues, Runs runs) {
        this.issues = issues;
        this.runs = runs;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Run run = runs.get(new RunId(execution.getProcessBusinessKey()));
        String words = "A step of run " + run.id() + " that changes " + run.target()
                + " reached its hard limit in phase " + run.phase().label() + " and was stopped.";
        issues.open(
                new NewIssue(run.target(), IssueKind.STUCK_STEP, words, run.id().value(), "runbook"));
    }
}
