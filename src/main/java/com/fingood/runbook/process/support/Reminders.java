package com.fingood.runbook.process.support;

import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.process.notices.TaskNotices;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * What happens when the response time of a task of a run has passed. Work: first its people are reminded, then the next level is asked
 * as well, at last everyone is paged until somebody answers; a claim that was forgotten is released. A decision: its role is chased, and
 * nobody else. Nothing here ever decides for a person.
 */
@Component
public class Reminders {

    private final SupportLadder ladder;
    private final TaskClocks clocks;
    private final TaskTimers timers;
    private final TaskNotices notices;
    private final Deadlines deadlines;
    private final RunEvents events;
    private final Clock clock;

    Reminders(
            SupportLadder ladder,
            TaskClocks clocks,
            TaskTimers timers,
            TaskNotices notices,
            Deadlines deadlines,
            RunEvents events,
            Clock clock) {
        this.ladder = ladder;
        this.clocks = clocks;
        this.timers = timers;
        this.notices = notices;
        this.deadlines = deadlines;
        this.events = events;
        this.clock = clock;
    }

    /** @param run business key of the task's process */
    public void overdue(String run, Task task) {
        if (clocks.ofTask(task.getId()).isEmpty()) {
            // It opened before clocks were kept.
            beginOf(run, task);
        }
        if (Duties.mayWiden(task.getTaskDefinitionKey())) {
            work(run, task);
        } else {
            clocks.latest(task.getId(), TaskClock.DECIDE).ifPresent(decide -> chase(run, task, decide));
        }
    }

    private void beginOf(String run, Task task) {
        ladder.beginFirst(
                run, task.getId(), task.getTaskDefinitionKey(), ladder.candidates(task.getId()), task.getDueDate());
    }

    private void chase(String run, Task task, TaskClock decide) {
        remind(run, task, decide);
        if (clocks.fired(decide) == 1) {
            notices.reminded(task.getId());
        } else {
            notices.chased(task.getId(), true);
        }
    }

    private void work(String run, Task task) {
        TaskClock answer = clocks.latest(task.getId(), TaskClock.ANSWER).orElseThrow();
        TaskClock resolve = clocks.latest(task.getId(), TaskClock.RESOLVE).orElseThrow();
        SupportLevel level = SupportLevel.valueOf(answer.level());
        boolean forgotten = !clock.instant().isBefore(resolve.due());
        if (forgotten) {
            clocks.fired(resolve);
            if (task.getAssignee() != null) {
                ladder.release(run, task, resolve);
            }
            goUp(run, task, level, "not resolved in time");
        } else if (task.getAssignee() == null) {
            unanswered(run, task, level, answer);
        }
        setTimer(task);
    }

    private void unanswered(String run, Task task, SupportLevel level, TaskClock answer) {
        boolean first = clocks.fired(answer) == 1 && clocks.ofTask(task.getId()).size() == 2;
        if (first && level != SupportLevel.L3) {
            remind(run, task, answer);
            notices.reminded(task.getId());
        } else {
            goUp(run, task, level, "nobody answered");
        }
    }

    private void goUp(String run, Task task, SupportLevel level, String because) {
        level.next()
                .ifPresentOrElse(
                        next -> ladder.ask(run, task, next, next.groups(), because), () -> ladder.page(run, task));
    }

    /** The next moment that matters: the answer's, or that of a forgotten claim. */
    private void setTimer(Task task) {
        TaskClock resolve = clocks.latest(task.getId(), TaskClock.RESOLVE).orElseThrow();
        SupportLevel level = SupportLevel.valueOf(resolve.level());
        Instant again = clock.instant().plus(deadlines.of(level.answerKey()));
        boolean ends = resolve.due().isAfter(clock.instant()) && resolve.due().isBefore(again);
        timers.set(task.getProcessInstanceId(), timerOf(task), ends ? resolve.due() : again);
    }

    private void remind(String run, Task task, TaskClock due) {
        ladder.raise(task);
        String claimed = task.getAssignee() == null ? "nobody" : task.getAssignee();
        Map<String, Object> details =
                Map.of("task", task.getTaskDefinitionKey(), "due", due.due().toString(), "claimedBy", claimed);
        events.publish(new RunEvent("TaskReminded", run, null, "runbook", clock.instant(), details));
    }

    private static String timerOf(Task task) {
        String name = task.getTaskDefinitionKey().substring("userTask_".length());
        return "timer_remind" + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1);
    }
}
