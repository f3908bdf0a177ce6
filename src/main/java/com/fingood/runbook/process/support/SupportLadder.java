package com.fingood.runbook.process.support;

import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.process.notices.TaskNotices;
import com.fingood.runbook.process.steps.Subjects;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Asks the next support level on the same task: its people are added, nobody is removed, and its own clocks begin. Never for a task that
 * decides: see {@link Duties}.
 */
@Component
public class SupportLadder {

    private static final int STEP = 10;
    private static final int MOST = 100;

    private final TaskService tasks;
    private final TaskClocks clocks;
    private final TaskNotices notices;
    private final Deadlines deadlines;
    private final Subjects subjects;
    private final RunEvents events;
    private final Clock clock;

    SupportLadder(
            TaskService tasks,
            TaskClocks clocks,
            TaskNotices notices,
            Deadlines deadlines,
            Subjects subjects,
            RunEvents events,
            Clock clock) {
        this.tasks = tasks;
        this.clocks = clocks;
        this.notices = notices;
        this.deadlines = deadlines;
        this.subjects = subjects;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param to the level that is asked as well
     * @param groups its people
     * @param because in words, for the ledger
     */
    void ask(String run, Task task, SupportLevel to, List<String> groups, String because) {
        if (!Duties.mayWiden(task.getTaskDefinitionKey())) {
            throw new IllegalStateException(task.getTaskDefinitionKey() + " is decided by its own role alone");
        }
        List<String> added = groups.stream()
                .filter(group -> !candidates(task.getId()).contains(group))
                .toList();
        added.forEach(group -> tasks.addCandidateGroup(task.getId(), group));
        begin(run, task.getId(), task.getTaskDefinitionKey(), to);
        raise(task);
        Map<String, Object> details = details(task);
        details.put("to", to.name());
        details.put("asked", String.join(",", added));
        details.put("because", because);
        publish("TaskEscalated", run, details);
        if (to == SupportLevel.L3) {
            page(run, task);
        } else {
            notices.escalated(task.getId(), added);
        }
    }

    /**
     * The first clocks of a task: those of the level that its groups belong to, or that of the role that decides.
     *
     * @param due null in models of others alone; such a task has no clock
     */
    void beginFirst(String run, String taskId, String taskKey, Collection<String> groups, Date due) {
        if (Duties.mayWiden(taskKey)) {
            begin(run, taskId, taskKey, SupportLevel.ofGroups(groups));
        } else if (due != null) {
            clocks.begin(run, taskId, taskKey, TaskClock.ROLE, TaskClock.DECIDE, due.toInstant());
        }
    }

    /** The clocks of a level that is asked from now on. */
    void begin(String run, String taskId, String taskKey, SupportLevel level) {
        clocks.begin(
                run,
                taskId,
                taskKey,
                level.name(),
                TaskClock.ANSWER,
                clock.instant().plus(deadlines.of(level.answerKey())));
        clocks.begin(
                run,
                taskId,
                taskKey,
                level.name(),
                TaskClock.RESOLVE,
                clock.instant().plus(deadlines.of(level.resolveKey())));
    }

    /** Everyone at once, again and again until somebody answers. */
    void page(String run, Task task) {
        raise(task);
        publish("Paged", run, details(task));
        notices.paged(task.getId());
    }

    /** Takes a claim from somebody who did not finish in time; the clock that ran out is not set anew. */
    void release(String run, Task task, TaskClock ranOut) {
        Map<String, Object> details = details(task);
        details.put("from", task.getAssignee());
        details.put("due", ranOut.due().toString());
        tasks.setAssignee(task.getId(), null);
        publish("ClaimReleased", run, details);
    }

    void raise(Task task) {
        tasks.setPriority(task.getId(), Math.min(MOST, task.getPriority() + STEP));
    }

    Collection<String> candidates(String taskId) {
        return tasks.getIdentityLinksForTask(taskId).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Map<String, Object> details(Task task) {
        return new HashMap<>(Map.of("task", task.getTaskDefinitionKey()));
    }

    private void publish(String type, String run, Map<String, Object> details) {
        events.publish(new RunEvent(type, run, subjects.of(run).target(), "runbook", clock.instant(), details));
    }
}
