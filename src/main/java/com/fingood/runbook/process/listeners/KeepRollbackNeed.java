package com.fingood.runbook.process.listeners;

import com.fingood.runbook.process.decisions.DecisionTables;
import com.fingood.runbook.process.steps.NeedAssessing;
import com.fingood.runbook.process.steps.Subjects;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps what the table of rollback needs answered, and puts on record which table said so of which facts. */
@Component("keepRollbackNeed")
public class KeepRollbackNeed implements ExecutionListener {

    private final Subjects subjects;
    private final NeedAssessing assessing;
    private final DecisionTables tables;
    private final RunEvents events;
    private final Clock clock;

    KeepRollbackNeed(Subjects subjects, NeedAssessing assessing, DecisionTables tables, RunEvents events, Clock clock) {
        this.subjects = subjects;
        this.assessing = assessing;
        this.tables = tables;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Run subject = subjects.of(execution.getProcessBusinessKey());
        Map<String, Object> answer = ((DmnDecisionResult) execution.getVariable("decisionResult"))
                .getSingleResult()
                .getEntryMap();
        String need = (String) answer.get("rollbackNeed");
        String reason = (String) answer.get("rollbackReason");
        assessing.answered(subject.id(), subject.target(), need, reason);
        Map<String, Object> details = new LinkedHashMap<>(tables.used(execution, "rollback-need"));
        details.put("need", need);
        details.put("reason", reason);
        assessing
                .of(subject.id())
                .ifPresent(kept -> details.put("facts", kept.facts().inputs()));
        events.publish(new RunEvent(
                "RollbackNeedAssessed", subject.id().value(), subject.target(), "runbook", clock.instant(), details));
    }
}
