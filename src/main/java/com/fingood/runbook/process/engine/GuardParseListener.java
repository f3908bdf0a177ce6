package com.fingood.runbook.process.engine;

import com.fingood.runbook.process.listeners.BriefingListener;
import com.fingood.runbook.process.listeners.IssueStartListener;
import com.fingood.runbook.process.listeners.NoticeListener;
import com.fingood.runbook.process.listeners.PhaseListener;
import com.fingood.runbook.process.listeners.StartListener;
import com.fingood.runbook.process.listeners.TaskGuardListener;
import com.fingood.runbook.process.support.TaskClockListener;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.stereotype.Component;

/**
 * Adds the guard to every user task and every process, whatever its model says, as built-in listeners: those run even when a
 * caller asks to skip listeners.
 */
@Component
class GuardParseListener extends AbstractBpmnParseListener {

    private static final String ROOT = "database-migration";
    private static final String ISSUE = "support-escalation";

    private final TaskGuardListener guard;
    private final ClaimListener claims;
    private final BriefingListener briefing;
    private final NoticeListener notices;
    private final TaskClockListener clocks;
    private final StartListener start;
    private final IssueStartListener issueStart;
    private final PhaseListener phase;

    GuardParseListener(
            TaskGuardListener guard,
            ClaimListener claims,
            BriefingListener briefing,
            NoticeListener notices,
            TaskClockListener clocks,
            StartListener start,
            IssueStartListener issueStart,
            PhaseListener phase) {
        this.guard = guard;
        this.claims = claims;
        this.briefing = briefing;
        this.notices = notices;
        this.clocks = clocks;
        this.start = start;
        this.issueStart = issueStart;
        this.phase = phase;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        TaskDefinition task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, clocks);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, briefing);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, notices);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, notices);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, claims);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, guard);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_ASSIGNMENT, clocks);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, guard);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, clocks);
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, clocks);
    }

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity definition) {
        ExecutionListener first =
                switch (definition.getKey()) {
                    case ROOT -> start;
                    case ISSUE -> issueStart;
                    default -> phase;
                };
        definition.addBuiltInListener(ExecutionListener.EVENTNAME_START, first);
    }
}
