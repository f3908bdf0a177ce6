package com.fingood.runbook.process.engine;

import com.fingood.runbook.process.Groups;
import com.fingood.runbook.process.guard.RefusedAttempts;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What administrators do to runs from outside their tasks, on record: what they did in the transaction that does it, and what was refused
 * to them.
 */
@Component
class Interventions implements RefusedAttempts {

    private record Announced(Person person, Command<?> command, String type) {}

    private final RunEvents events;
    private final Clock clock;
    private final ThreadLocal<Announced> announced = new ThreadLocal<>();

    Interventions(RunEvents events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    static boolean mayIntervene(Person person) {
        return person.groups().contains(Groups.ADMINISTRATORS);
    }

    /** This command is about to be carried out for an administrator; the transaction has not begun yet. */
    void announce(Person person, Command<?> command) {
        announced.set(new Announced(person, command, "AdministratorIntervened"));
    }

    /** Who may decide is decided by whoever fills the groups. */
    void announcePeople(Person person, Command<?> command) {
        announced.set(new Announced(person, command, "PeopleAdministered"));
    }

    void forget() {
        announced.remove();
    }

    /** Called inside the transaction of what was announced, before anything in it is done. */
    void recordAnnounced() {
        Announced known = announced.get();
        if (known != null) {
            announced.remove();
            record(known, CommandSubject.of(known.command()));
        }
    }

    /** Joins the engine's transaction. */
    void recordUnclaim(Person person, DelegateTask task, String owner) {
        String run = task.getExecution().getProcessBusinessKey();
        Map<String, Object> subject =
                Map.of("taskId", task.getId(), "task", task.getTaskDefinitionKey(), "claimedBy", owner);
        publish("AdministratorIntervened", run, person, "unclaim task", subject);
    }

    private void record(Announced known, CommandSubject subject) {
        String command = PeopleMay.words(known.command());
        Set<String> runs = subject.runs();
        if (runs.isEmpty()) {
            publish(known.type(), null, known.person(), command, subject.words());
        }
        runs.forEach(run -> publish(known.type(), run, known.person(), command, subject.words()));
    }

    /** An administrator tried what is refused to administrators too; its transaction is rolled back already. */
    @Override
    public void refused(Person person, String command, Map<String, Object> subject, Refusal refusal) {
        if (!mayIntervene(person)) {
            return;
        }
        Map<String, Object> details = new HashMap<>(subject);
        details.put("refused", refusal.code());
        publish("AdministratorRefused", null, person, command, details);
    }

    private void publish(String type, String run, Person person, String command, Map<String, Object> subject) {
        Map<String, Object> details = new HashMap<>(subject);
        details.put("command", command);
        events.publish(new RunEvent(type, run, null, person.id(), clock.instant(), details));
    }
}
