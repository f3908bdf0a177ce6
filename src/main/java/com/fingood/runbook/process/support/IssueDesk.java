package com.fingood.runbook.process.support;

import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.process.Variables;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The two clocks of an issue's task, and what its level means. Both clocks of a level begin when it is asked; when one runs out, the next
 * level is asked on the same task. Every step looks at the clock before it acts, so that a step that runs late, or twice, does no harm.
 */
@Component
public class IssueDesk {

    private static final String TASK = "userTask_resolveIssue";
    private static final String ANSWER_TIMER = "timer_remindResolveIssue";
    private static final String RESOLVE_TIMER = "timer_releaseResolveIssue";

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final IssueTable issues;
    private final SupportLadder ladder;
    private final TaskClocks clocks;
    private final TaskTimers timers;
    private final Deadlines deadlines;
    private final IssueBriefing briefing;
    private final RunEvents events;
    private final Clock clock;

    IssueDesk(
            TaskService tasks,
            RuntimeService runtime,
            IssueTable issues,
            SupportLadder ladder,
            TaskClocks clocks,
            TaskTimers timers,
            Deadlines deadlines,
            IssueBriefing briefing,
            RunEvents events,
            Clock clock) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.issues = issues;
        this.ladder = ladder;
        this.clocks = clocks;
        this.timers = timers;
        this.deadlines = deadlines;
        this.briefing = briefing;
        this.events = events;
        this.clock = clock;
    }

    /** The level that was found, or to which a person escalated, is on record. */
    public void reach(String issue, SupportLevel level) {
        issues.reach(issue, level);
        events.publish(new RunEvent(
                "IssueLevelReached",
                issue,
                issues.get(issue).target(),
                "runbook",
                clock.instant(),
                Map.of("level", level.name())));
    }

    public void pageEveryone(String issue) {
        open(issue).ifPresent(task -> ladder.page(issue, task));
    }

    /** The answer's time has passed: if nobody has claimed the task, the next level is asked, or everyone is paged again. */
    public void unanswered(String issue) {
        open(issue).ifPresent(task -> {
            TaskClock answer = clocks.latest(task.getId(), TaskClock.ANSWER).orElseThrow();
            SupportLevel level = SupportLevel.valueOf(answer.level());
            Instant due =
                    answer.repeated() == null ? answer.due() : answer.repeated().plus(deadlines.of(level.answerKey()));
            if (clock.instant().isBefore(due)) {
                timers.set(task.getProcessInstanceId(), ANSWER_TIMER, due);
            } else if (task.getAssignee() == null) {
                if (level.next().isPresent()) {
                    clocks.fired(answer);
                }
                goUp(issue, task, level, "nobody answered");
            } else {
                timers.set(task.getProcessInstanceId(), ANSWER_TIMER, after(level.answerKey()));
            }
        });
    }

    /** The time to resolve has passed: a claim that is held is released, and the next level is asked. */
    public void unresolved(String issue) {
        open(issue).ifPresent(task -> {
            TaskClock resolve = clocks.latest(task.getId(), TaskClock.RESOLVE).orElseThrow();
            if (clock.instant().isBefore(resolve.due())) {
                timers.set(task.getProcessInstanceId(), RESOLVE_TIMER, resolve.due());
                return;
            }
            clocks.fired(resolve);
            if (task.getAssignee() != null) {
                ladder.release(issue, task, resolve);
            }
            goUp(issue, task, SupportLevel.valueOf(resolve.level()), "not resolved in time");
        });
    }

    /** What was found out meanwhile is shown in the open task. */
    public void attach(String issue) {
        open(issue).ifPresent(task -> show(issue, task));
    }

    private void goUp(String issue, Task task, SupportLevel level, String because) {
        SupportLevel asked = level.next().orElse(level);
        if (asked == level) {
            clocks.latest(task.getId(), TaskClock.ANSWER).ifPresent(clocks::fired);
            ladder.page(issue, task);
        } else {
            ladder.ask(issue, task, asked, asked.asks(), because);
            issues.reach(issue, asked);
            runtime.setVariable(task.getProcessInstanceId(), Variables.LEVEL, asked.name());
        }
        timers.set(task.getProcessInstanceId(), ANSWER_TIMER, after(asked.answerKey()));
        timers.set(task.getProcessInstanceId(), RESOLVE_TIMER, resolveDue(task, asked));
        show(issue, task);
    }

    private Instant resolveDue(Task task, SupportLevel level) {
        Instant due =
                clocks.latest(task.getId(), TaskClock.RESOLVE).orElseThrow().due();
        return due.isAfter(clock.instant()) ? due : after(level.resolveKey());
    }

    private Instant after(String key) {
        return clock.instant().plus(deadlines.of(key));
    }

    private void show(String issue, Task task) {
        tasks.setVariableLocal(task.getId(), Variables.BRIEFING, briefing.json(issues.get(issue), task.getId()));
    }

    private Optional<Task> open(String issue) {
        return tasks.createTaskQuery().processInstanceBusinessKey(issue).taskDefinitionKey(TASK).list().stream()
                .findFirst();
    }
}
