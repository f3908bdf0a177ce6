package com.fingood.runbook.process.support;

import com.fingood.runbook.process.guard.People;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps the clocks of every task, in the transaction that opens, claims, completes or ends it. */
@Component
public class TaskClockListener implements TaskListener {

    private final TaskClocks clocks;
    private final SupportLadder ladder;
    private final People people;
    private final RunEvents events;
    private final Clock clock;

    TaskClockListener(TaskClocks clocks, @Lazy SupportLadder ladder, People people, RunEvents events, Clock clock) {
        this.clocks = clocks;
        this.ladder = ladder;
        this.people = people;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateTask task) {
        switch (task.getEventName()) {
            case EVENTNAME_CREATE -> begin(task);
            case EVENTNAME_ASSIGNMENT -> answered(task);
            case EVENTNAME_COMPLETE -> clocks.completed(task.getId(), person(task));
            default -> clocks.overtaken(task.getId());
        }
    }

    private void begin(DelegateTask task) {
        ladder.beginFirst(
                task.getExecution().getProcessBusinessKey(),
                task.getId(),
                task.getTaskDefinitionKey(),
                groups(task),
                task.getDueDate());
    }

    private void answered(DelegateTask task) {
        if (task.getAssignee() == null) {
            return;
        }
        clocks.answered(task.getId(), task.getAssignee());
        events.publish(new RunEvent(
                "TaskClaimed",
                task.getExecution().getProcessBusinessKey(),
                null,
                "runbook",
                clock.instant(),
                Map.of("task", task.getTaskDefinitionKey(), "by", task.getAssignee())));
    }

    private String person(DelegateTask task) {
        Person person = people.current();
        return person == null ? task.getAssignee() : person.id();
    }

    private static Set<String> groups(DelegateTask task) {
        return task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
