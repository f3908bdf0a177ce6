package com.fingood.runbook.process.notices;

import com.fingood.runbook.notification.AskedTask;
import com.fingood.runbook.notification.Links;
import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.steps.NoticeDrafts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads a task for its notices: from the engine's own object while it opens or ends, by its id in between. */
@Component
class OpenTasks {

    private final TaskService tasks;
    private final RuntimeService instances;
    private final Runs runs;
    private final NoticeDrafts changes;
    private final Links links;

    OpenTasks(@Lazy TaskService tasks, @Lazy RuntimeService instances, Runs runs, NoticeDrafts changes, Links links) {
        this.tasks = tasks;
        this.instances = instances;
        this.runs = runs;
        this.changes = changes;
        this.links = links;
    }

    OpenTask of(DelegateTask task) {
        return open(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                task.getExecution().getProcessBusinessKey(),
                task.getVariable(Variables.RUN),
                task.getCandidates(),
                task.getAssignee(),
                task.getDueDate());
    }

    /** @throws Refusal REFUSED {@code too-late} when there is no such task any more */
    OpenTask of(String id) {
        Task task = Optional.ofNullable(tasks.createTaskQuery().taskId(id).singleResult())
                .orElseThrow(() -> Refusal.refused("too-late", "Nobody is told of task " + id + ": it has ended."));
        ProcessInstance instance = instances
                .createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        return open(
                id,
                task.getTaskDefinitionKey(),
                task.getName(),
                instance == null ? null : instance.getBusinessKey(),
                tasks.getVariable(id, Variables.RUN),
                tasks.getIdentityLinksForTask(id),
                task.getAssignee(),
                task.getDueDate());
    }

    private OpenTask open(
            String id,
            String key,
            String name,
            String businessKey,
            Object run,
            Collection<IdentityLink> candidates,
            String assignee,
            Date due) {
        List<String> groups = candidates.stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .sorted()
                .distinct()
                .toList();
        Run about = find(businessKey).or(() -> find(run)).orElse(null);
        AskedTask asked = new AskedTask(
                businessKey == null ? name : businessKey,
                about == null ? null : changes.planned(about),
                name,
                groups,
                due == null ? null : due.toInstant(),
                assignee != null,
                links.task(id));
        return new OpenTask(key, about, assignee, asked);
    }

    /** An issue's business key is no run's id; the run that it is about, if any, stands in a variable. */
    private Optional<Run> find(Object id) {
        try {
            return id == null ? Optional.empty() : runs.find(new RunId(id.toString()));
        } catch (Refusal noRunId) {
            return Optional.empty();
        }
    }
}
