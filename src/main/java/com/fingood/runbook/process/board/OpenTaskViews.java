package com.fingood.runbook.process.board;

import com.fingood.runbook.process.board.RunView.OpenTask;
import com.fingood.runbook.process.support.TaskClock;
import com.fingood.runbook.process.support.TaskClocks;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** Open tasks with their candidates and their clocks. */
@Component
class OpenTaskViews {

    private final TaskService tasks;
    private final TaskClocks clocks;
    private final Clock clock;

    OpenTaskViews(TaskService tasks, TaskClocks clocks, Clock clock) {
        this.tasks = tasks;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** Those of one run or issue, over all its processes, oldest first. */
    List<OpenTask> of(String businessKey) {
        return tasks
                .createTaskQuery()
                .processInstanceBusinessKey(businessKey)
                .orderByTaskCreateTime()
                .asc()
                .list()
                .stream()
                .map(this::view)
                .toList();
    }

    /** Every clock of its tasks, those that have ended included, in the order in which they began. */
    List<ClockView> clocksOf(String businessKey) {
        return clocks.of(businessKey).stream()
                .map(row -> ClockView.of(row, clock.instant()))
                .toList();
    }

    private OpenTask view(Task task) {
        List<String> groups = tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        List<TaskClock> all = clocks.ofTask(task.getId());
        TaskClock first = all.isEmpty() ? null : all.get(0);
        return new OpenTask(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                task.getAssignee(),
                groups,
                first == null ? null : first.answered(),
                first == null ? null : first.answeredBy(),
                all.stream().anyMatch(row -> row.breached(clock.instant())));
    }
}
