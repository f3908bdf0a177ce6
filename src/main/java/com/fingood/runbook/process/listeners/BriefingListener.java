package com.fingood.runbook.process.listeners;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fingood.runbook.notification.Draft;
import com.fingood.runbook.notification.NoticeKind;
import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.approval.Approvals;
import com.fingood.runbook.process.briefing.Briefings;
import com.fingood.runbook.process.briefing.GateBriefing;
import com.fingood.runbook.process.briefing.TaskBriefing;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.process.guard.Submission;
import com.fingood.runbook.process.steps.Announcements;
import com.fingood.runbook.process.steps.NoticeDrafts;
import com.fingood.runbook.process.support.Issue;
import com.fingood.runbook.process.support.IssueBriefing;
import com.fingood.runbook.process.support.IssueTable;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.spin.plugin.variable.SpinValues;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gives every task its briefing when it opens, as a variable of the task alone. */
@Component
public class BriefingListener implements TaskListener {

    /** Tasks whose label alone does not say which gate they are about. */
    private static final Set<String> ABOUT_ANY_GATE = Set.of("userTask_fixFailedGate", "userTask_decideOnDeviation");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Briefings briefings;
    private final GateBriefing gates;
    private final NoticeDrafts drafts;
    private final Runs runs;
    private final IssueBriefing issues;
    private final IssueTable issueTable;
    private final List<TaskBriefing> parts;

    BriefingListener(
            @Lazy Briefings briefings,
            @Lazy GateBriefing gates,
            NoticeDrafts drafts,
            Runs runs,
            @Lazy IssueBriefing issues,
            IssueTable issueTable,
            @Lazy List<TaskBriefing> parts) {
        this.briefings = briefings;
        this.gates = gates;
        this.drafts = drafts;
        this.runs = runs;
        this.issues = issues;
        this.issueTable = issueTable;
        this.parts = parts;
    }

    @Override
    public void notify(DelegateTask task) {
        String key = task.getExecution().getProcessBusinessKey();
        Map<String, Object> briefing =
                Issue.isId(key) ? issues.of(issueTable.get(key), task.getId()) : ofRun(new RunId(key), task);
        Submission.byTheSystem(() -> task.setVariableLocal(
                Variables.BRIEFING, SpinValues.jsonValue(text(briefing)).create()));
        NoticeKind.of(String.valueOf(TaskForms.idOf(task)))
                .ifPresent(kind -> draft(task, drafts.of(kind, runs.get(new RunId(key)))));
    }

    private Map<String, Object> ofRun(RunId run, DelegateTask task) {
        Map<String, Object> briefing = briefings.of(
                run, task.getDueDate() == null ? null : task.getDueDate().toInstant());
        state(task, briefing);
        Gate.of(String.valueOf(task.getVariable(Variables.GATE))).ifPresent(gate -> {
            gates.add(briefing, run, gate);
            if (ABOUT_ANY_GATE.contains(task.getTaskDefinitionKey())) {
                task.setName(task.getName() + ": " + gate.title().toLowerCase(Locale.ROOT));
            }
        });
        if (Approvals.TASK.equals(task.getTaskDefinitionKey())) {
            String approval = (String) task.getVariable(Variables.APPROVAL);
            briefings.approval(briefing, run, approval).ifPresent(title -> task.setName(task.getName() + ": " + title));
        }
        parts.stream()
                .filter(part -> part.concerns(task.getTaskDefinitionKey()))
                .forEach(part -> part.add(briefing, runs.get(run), name -> (String) task.getVariable(name)));
        return briefing;
    }

    /**
     * What the form's fields begin with. Variables of the activity, since those of the task alone would hide what a person sends; they
     * end with the task.
     */
    private static void draft(DelegateTask task, Draft draft) {
        Submission.byTheSystem(() -> {
            task.getExecution().setVariableLocal(Announcements.SUBJECT, draft.subject());
            task.getExecution().setVariableLocal(Announcements.BODY, draft.body());
        });
    }

    private static void state(DelegateTask task, Map<String, Object> briefing) {
        Object state = task.getVariable(Variables.TARGET_STATE);
        if (state != null) {
            briefing.put(
                    "state",
                    switch (state.toString()) {
                        case "before" -> "as before the migration";
                        case "after" -> "migrated";
                        default -> "unknown: neither as before nor as rehearsed";
                    });
        }
    }

    private static String text(Map<String, Object> briefing) {
        try {
            return JSON.writeValueAsString(briefing);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
