package com.fingood.runbook.process.support;

import com.fingood.runbook.process.guard.LateClicks;
import com.fingood.runbook.process.guard.OwnDoor;
import com.fingood.runbook.process.guard.People;
import com.fingood.runbook.process.guard.RefusalWords.Attempt;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.guard.TypedText;
import com.fingood.runbook.process.steps.Subjects;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Map;

/** A member of a group that was asked takes over a task that somebody else has claimed, with a reason. No clock is set anew. */
@Component
public class TakingOver {

    /** @param from who had claimed it */
    public record TakenOver(String task, String name, String from, String by) {}

    private final TaskService tasks;
    private final RuntimeService runtime;
    private final SupportLadder ladder;
    private final Subjects subjects;
    private final IdentityService identities;
    private final People people;
    private final RunEvents events;
    private final LateClicks lateClicks;
    private final OwnDoor door;
    private final Clock clock;

    TakingOver(
            TaskService tasks,
            RuntimeService runtime,
            SupportLadder ladder,
            Subjects subjects,
            IdentityService identities,
            People people,
            RunEvents events,
            LateClicks lateClicks,
            OwnDoor door,
            Clock clock) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.ladder = ladder;
        this.subjects = subjects;
        this.identities = identities;
        this.people = people;
        this.events = events;
        this.lateClicks = lateClicks;
        this.door = door;
        this.clock = clock;
    }

    /**
     * @param reason why; kept in the ledger
     * @throws Refusal FORBIDDEN for whom it was not asked of, BAD_INPUT without a reason, REFUSED when there is nobody to take it from
     */
    public TakenOver take(String taskId, String reason) {
        Person person = people.current();
        if (person == null) {
            throw Refusal.forbidden("no-login", "A task is taken over by a person who is logged in.");
        }
        String why = TypedText.reason(reason, "The task was not taken over");
        return door.through(new Attempt(person.id(), "take over task", taskId, false), () -> take(person, taskId, why));
    }

    private TakenOver take(Person person, String taskId, String reason) {
        identities.clearAuthentication();
        Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
        requireTakeable(taskId, task, person);
        String from = task.getAssignee();
        String run = subjectOf(task);
        tasks.setAssignee(taskId, null);
        identities.setAuthentication(person.id(), person.groups());
        tasks.claim(taskId, person.id());
        events.publish(new RunEvent(
                "TaskTakenOver",
                run,
                subjects.of(run).target(),
                person.id(),
                clock.instant(),
                Map.of("task", task.getTaskDefinitionKey(), "from", from, "reason", reason)));
        return new TakenOver(taskId, task.getName(), from, person.id());
    }

    private void requireTakeable(String taskId, Task task, Person person) {
        if (task == null) {
            throw lateClicks
                    .explain(taskId)
                    .orElseGet(() -> Refusal.refused(
                            "no-such-task",
                            "Nothing was changed: there is no such open task. See the run for what is open."));
        }
        var asked = ladder.candidates(taskId);
        if (asked.isEmpty()) {
            throw lateClicks.over(taskId);
        }
        if (asked.stream().noneMatch(person.groups()::contains)) {
            throw Refusal.forbidden(
                    "not-a-candidate",
                    person.id() + " may not take over this task: it is for "
                            + String.join(", ", new java.util.TreeSet<>(asked)) + ". Ask a member of that group.");
        }
        if (task.getAssignee() == null) {
            throw Refusal.refused(
                    "not-claimed",
                    "Nothing was changed: nobody has claimed this task. Claim it, that needs no reason.");
        }
        if (task.getAssignee().equals(person.id())) {
            throw Refusal.refused("own-task", "Nothing was changed: you have claimed this task already.");
        }
    }

    /** The id of the run or issue; the task may end while it is looked at. */
    private String subjectOf(Task task) {
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult();
        if (instance == null) {
            throw lateClicks.over(task.getId());
        }
        return instance.getBusinessKey();
    }
}
