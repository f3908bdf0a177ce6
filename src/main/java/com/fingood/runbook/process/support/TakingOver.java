package com.fingood.runbook.process.support;

import com.fingood.runbook.process.guard.People;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.steps.Subjects;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;

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
    private final TransactionTemplate transaction;
    private final Clock clock;

    TakingOver(
            TaskService tasks,
            RuntimeService runtime,
            SupportLadder ladder,
            Subjects subjects,
            IdentityService identities,
            People people,
            RunEvents events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.ladder = ladder;
        this.subjects = subjects;
        this.identities = identities;
        this.people = people;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
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
        if (reason == null || reason.isBlank()) {
            throw Refusal.badInput("reason-missing", "The task was not taken over: say why, in 'reason'.");
        }
        try {
            return transaction.execute(status -> take(person, taskId, reason.strip()));
        } catch (RuntimeException failure) {
            throw refusalIn(failure);
        }
    }

    private TakenOver take(Person person, String taskId, String reason) {
        identities.clearAuthentication();
        Task task = tasks.createTaskQuery().taskId(taskId).singleResult();
        requireTakeable(task, person);
        String from = task.getAssignee();
        tasks.setAssignee(taskId, null);
        identities.setAuthentication(person.id(), person.groups());
        tasks.claim(taskId, person.id());
        String run = runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey();
        events.publish(new RunEvent(
                "TaskTakenOver",
                run,
                subjects.of(run).target(),
                person.id(),
                clock.instant(),
                Map.of("task", task.getTaskDefinitionKey(), "from", from, "reason", reason)));
        return new TakenOver(taskId, task.getName(), from, person.id());
    }

    private void requireTakeable(Task task, Person person) {
        if (task == null) {
            throw Refusal.refused(
                    "no-such-task", "Nothing was changed: there is no such open task. See the run for what is open.");
        }
        var asked = ladder.candidates(task.getId());
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

    /** The engine wraps what a listener refuses. */
    private static RuntimeException refusalIn(RuntimeException failure) {
        return Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                .filter(Refusal.class::isInstance)
                .map(Refusal.class::cast)
                .findFirst()
                .map(RuntimeException.class::cast)
                .orElse(failure);
    }
}
