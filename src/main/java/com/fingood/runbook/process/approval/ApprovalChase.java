package com.fingood.runbook.process.approval;

import com.fingood.runbook.process.notices.TaskNotices;
import com.fingood.runbook.process.support.TaskClocks;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;

/**
 * Asks again for approvals that are overdue: first the group by its own address, from the second time on each of its members, then every
 * hour. Only ever the group that may decide.
 */
@Component
public class ApprovalChase {

    private static final int STEP = 10;
    private static final int MOST = 100;

    private final TaskService tasks;
    private final TaskNotices notices;
    private final TaskClocks clocks;
    private final RunEvents events;
    private final Clock clock;

    ApprovalChase(TaskService tasks, TaskNotices notices, TaskClocks clocks, RunEvents events, Clock clock) {
        this.tasks = tasks;
        this.notices = notices;
        this.clocks = clocks;
        this.events = events;
        this.clock = clock;
    }

    public void chase(String processInstance, String run) {
        List<Task> overdue =
                tasks
                        .createTaskQuery()
                        .processInstanceId(processInstance)
                        .taskDefinitionKey(Approvals.TASK)
                        .list()
                        .stream()
                        .filter(task -> !task.getDueDate().after(Date.from(clock.instant())))
                        .toList();
        overdue.forEach(task -> chase(run, task));
    }

    /** The priority counts how often: it rises with each time, and the task rises in every list. */
    private void chase(String run, Task task) {
        boolean again = task.getPriority() > Task.PRIORITY_NORMAL;
        tasks.setPriority(task.getId(), Math.min(MOST, task.getPriority() + STEP));
        clocks.decisionOverdue(task.getId());
        notices.chased(task.getId(), again);
        events.publish(new RunEvent(
                "ApprovalChased",
                run,
                null,
                "runbook",
                clock.instant(),
                Map.of(
                        "approval",
                        String.valueOf(tasks.getVariable(task.getId(), "approval")),
                        "due",
                        task.getDueDate().toInstant().toString(),
                        "claimedBy",
                        task.getAssignee() == null ? "nobody" : task.getAssignee(),
                        "asked",
                        again ? "every member of the group" : "the group")));
    }
}
