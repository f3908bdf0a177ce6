package com.fingood.runbook.process.board;

import com.fingood.runbook.process.board.RunView.OpenTask;
import com.fingood.runbook.process.board.RunView.Step;
import com.fingood.runbook.process.board.RunView.Timer;
import com.fingood.runbook.process.steps.Observation;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.validation.CheckResults;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;

/** Reads runs: state and steps from our tables, open tasks and timers from the engine. */
@Component
public class RunBoard {

    private final Runs runs;
    private final Actions actions;
    private final CheckResults checks;
    private final RuntimeService runtime;
    private final TaskService tasks;
    private final ManagementService management;

    RunBoard(
            Runs runs,
            Actions actions,
            CheckResults checks,
            RuntimeService runtime,
            TaskService tasks,
            ManagementService management) {
        this.runs = runs;
        this.actions = actions;
        this.checks = checks;
        this.runtime = runtime;
        this.tasks = tasks;
        this.management = management;
    }

    /** All runs, newest first, without their details. */
    public List<RunView> list() {
        return runs.list().stream()
                .map(run -> view(run, null, null, null, null))
                .toList();
    }

    /** @throws com.fingood.runbook.run.Refusal BAD_INPUT {@code unknown-run} */
    public RunView get(RunId id) {
        Run run = runs.get(id);
        return view(run, steps(id), checks(id), openTasks(id), timers(id));
    }

    /** Open tasks of a run, over all its processes. */
    public List<OpenTask> openTasks(RunId run) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(run.value())
                .orderByTaskCreateTime()
                .asc()
                .list()
                .stream()
                .map(this::openTask)
                .toList();
    }

    private OpenTask openTask(Task task) {
        List<String> groups = tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new OpenTask(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                instant(task.getDueDate()),
                task.getAssignee(),
                groups);
    }

    private List<Timer> timers(RunId run) {
        return runtime.createProcessInstanceQuery().processInstanceBusinessKey(run.value()).list().stream()
                .map(ProcessInstance::getId)
                .flatMap(id -> management.createJobQuery().processInstanceId(id).timers().list().stream())
                .map(job -> new Timer(
                        management
                                .createJobDefinitionQuery()
                                .jobDefinitionId(job.getJobDefinitionId())
                                .singleResult()
                                .getActivityId(),
                        instant(job.getDuedate())))
                .toList();
    }

    private List<Step> steps(RunId run) {
        return actions.list(run).stream()
                .map(a -> new Step(
                        a.step(),
                        a.attempt(),
                        a.started(),
                        a.finished(),
                        a.outcome(),
                        a.done(),
                        a.of(),
                        a.message(),
                        Observation.words(a.detail())))
                .toList();
    }

    private List<RunView.Check> checks(RunId run) {
        return CheckViews.of(checks, run);
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }

    private static RunView view(
            Run run, List<Step> steps, List<RunView.Check> checks, List<OpenTask> tasks, List<Timer> timers) {
        return new RunView(
                run.id().value(),
                run.target(),
                run.version(),
                run.requester(),
                run.reason(),
                run.phase().label(),
                run.outcome() == null ? null : run.outcome().label(),
                run.digest(),
                run.windowStart(),
                run.started(),
                run.finished(),
                null,
                steps,
                checks,
                tasks,
                timers);
    }
}
