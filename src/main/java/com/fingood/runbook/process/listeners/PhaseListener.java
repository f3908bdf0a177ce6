package com.fingood.runbook.process.listeners;

import com.fingood.runbook.process.approval.ApprovalVoiding;
import com.fingood.runbook.process.guard.People;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import java.util.Arrays;

/** Records which phase a run is in when a phase's process starts; refuses people who start a phase by itself. */
@Component
public class PhaseListener implements ExecutionListener {

    private final People people;
    private final Runs runs;
    private final ApprovalVoiding approvals;

    PhaseListener(People people, Runs runs, @Lazy ApprovalVoiding approvals) {
        this.people = people;
        this.runs = runs;
        this.approvals = approvals;
    }

    @Override
    public void notify(DelegateExecution execution) {
        String process = execution
                .getBpmnModelInstance()
                .getDefinitions()
                .getChildElementsByType(org.camunda.bpm.model.bpmn.instance.Process.class)
                .iterator()
                .next()
                .getId();
        if (execution.getSuperExecution() == null && people.current() != null) {
            throw Refusal.forbidden(
                    "not-startable",
                    "'" + process
                            + "' is a part of a run and can't be started by itself. Start 'database-migration', or report an issue with"
                            + " 'support-escalation'.");
        }
        Arrays.stream(Phase.values())
                .filter(phase -> phase.label().equals(process))
                .forEach(phase -> enter(new RunId(execution.getProcessBusinessKey()), phase));
    }

    /** What comes out of another preflight is another content, even when the files are the same: its rehearsal is new. */
    private void enter(RunId run, Phase phase) {
        runs.enterPhase(run, phase);
        if (phase == Phase.PREFLIGHT) {
            approvals.because(runs.get(run), "the run went back to preflight");
        }
    }
}
