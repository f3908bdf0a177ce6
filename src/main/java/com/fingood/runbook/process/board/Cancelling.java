package com.fingood.runbook.process.board;

import com.fingood.runbook.process.Groups;
import com.fingood.runbook.process.guard.OwnDoor;
import com.fingood.runbook.process.guard.People;
import com.fingood.runbook.process.guard.RefusalWords.Attempt;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.guard.TypedText;
import com.fingood.runbook.process.steps.LeaseTaking;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.RunOutcome;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Cancels a run: the model then proves quiet and decides by fingerprint whether there is anything to take back. During a
 * rollback it is refused, in words.
 */
@Component
public class Cancelling {

    private static final String MESSAGE = "cancel-run";
    private static final String ROOT = "database-migration";
    private static final List<String> MAY = List.of(
            Groups.DATABASE_TEAM, Groups.SENIOR_DATABASE_TEAM, Groups.CHANGE_MANAGERS, Groups.INCIDENT_RESPONSE);

    private final Runs runs;
    private final RuntimeService runtime;
    private final IdentityService identities;
    private final People people;
    private final OwnDoor door;
    private final LeaseTaking leases;
    private final RunEvents events;
    private final Clock clock;

    Cancelling(
            Runs runs,
            RuntimeService runtime,
            IdentityService identities,
            People people,
            OwnDoor door,
            LeaseTaking leases,
            RunEvents events,
            Clock clock) {
        this.runs = runs;
        this.runtime = runtime;
        this.identities = identities;
        this.people = people;
        this.door = door;
        this.leases = leases;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A person's wish.
     *
     * @param reason why; kept in the ledger
     * @throws Refusal FORBIDDEN, BAD_INPUT without a reason, REFUSED when it is too late
     */
    public void ask(RunId id, String reason) {
        Person person = people.current();
        Run run = runs.get(id);
        requireEntitled(person, run);
        String why = TypedText.reason(reason, "Run " + id + " was not cancelled");
        asTheSystem(() -> door.through(new Attempt(person.id(), "cancel run", null, false), () -> {
            events.publish(new RunEvent(
                    "CancelAsked", id.value(), run.target(), person.id(), clock.instant(), Map.of("reason", why)));
            carryOut(id);
            return id;
        }));
    }

    /** A decision that a task has taken already. */
    public void carryOut(RunId id) {
        Run run = runs.get(id);
        requireOpen(run);
        ProcessInstance instance = runtime.createProcessInstanceQuery()
                .processDefinitionKey(ROOT)
                .processInstanceBusinessKey(id.value())
                .singleResult();
        if (instance == null) {
            closeAbandoned(run);
        } else {
            requireCancellable(run, instance);
            correlate(run, instance);
        }
    }

    /** Its instance was ended from outside: nothing would ever close it, and its target would be taken for ever. */
    private void closeAbandoned(Run run) {
        leases.release(run);
        runs.finish(run.id(), RunOutcome.FAILED);
    }

    private void correlate(Run run, ProcessInstance instance) {
        try {
            runtime.createMessageCorrelation(MESSAGE)
                    .processInstanceId(instance.getId())
                    .correlate();
        } catch (MismatchingMessageCorrelationException nobodyWaitsForIt) {
            throw Refusal.refused(
                    "cancelled-already",
                    "Run " + run.id() + " is being cancelled already; nothing was done anew. Look at the run to see how"
                            + " far that is.");
        }
    }

    private void asTheSystem(Runnable work) {
        try {
            identities.clearAuthentication();
            work.run();
        } finally {
            // The request ends here; the login filter sets the person anew for the next one.
            identities.clearAuthentication();
        }
    }

    private static void requireEntitled(Person person, Run run) {
        boolean own = person != null && person.id().equals(run.requester());
        if (person == null || !own && person.groups().stream().noneMatch(MAY::contains)) {
            throw Refusal.forbidden(
                    "may-not-cancel",
                    "Run " + run.id()
                            + " can be cancelled by its requester, the database teams, a change manager or incident response.");
        }
    }

    private static void requireOpen(Run run) {
        if (run.phase() == Phase.CLOSED) {
            throw Refusal.refused(
                    "run-closed",
                    "Run " + run.id() + " is over (" + run.outcome().label() + "); nothing was cancelled.");
        }
    }

    private static void requireCancellable(Run run, ProcessInstance instance) {
        if (instance.isSuspended()) {
            throw Refusal.refused(
                    "suspended",
                    "Run " + run.id()
                            + " was not cancelled: an administrator has suspended it. Ask them to let it go on,"
                            + " then cancel it.");
        }
        if (run.phase() == Phase.ROLLBACK || run.phase() == Phase.EMERGENCY_RESPONSE) {
            throw Refusal.refused(
                    "cancel-during-rollback",
                    "Run " + run.id()
                            + " is being taken back; stopping that half way would leave the target in between. Wait for its end.");
        }
    }
}
