package com.fingood.runbook.process.board;

import com.fingood.runbook.process.Groups;
import com.fingood.runbook.process.guard.People;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
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
    private final RunEvents events;
    private final Clock clock;

    Cancelling(
            Runs runs,
            RuntimeService runtime,
            IdentityService identities,
            People people,
            RunEvents events,
            Clock clock) {
        this.runs = runs;
        this.runtime = runtime;
        this.identities = identities;
        this.people = people;
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
        if (reason == null || reason.isBlank()) {
            throw Refusal.badInput("reason-missing", "Run " + id + " was not cancelled: say why, in 'reason'.");
        }
        requireCancellable(run);
        events.publish(new RunEvent(
                "CancelAsked", id.value(), run.target(), person.id(), clock.instant(), Map.of("reason", reason)));
        asTheSystem(() -> correlate(id));
    }

    /** A decision that a task has taken already. */
    public void carryOut(RunId id) {
        requireCancellable(runs.get(id));
        correlate(id);
    }

    private void correlate(RunId id) {
        runtime.createMessageCorrelation(MESSAGE)
                .processInstanceId(runtime.createProcessInstanceQuery()
                        .processDefinitionKey(ROOT)
                        .processInstanceBusinessKey(id.value())
                        .singleResult()
                        .getId())
                .correlate();
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

    private static void requireCancellable(Run run) {
        if (run.phase() == Phase.CLOSED) {
            throw Refusal.refused(
                    "run-closed",
                    "Run " + run.id() + " is over (" + run.outcome().label() + "); nothing was cancelled.");
        }
        if (run.phase() == Phase.ROLLBACK || run.phase() == Phase.EMERGENCY_RESPONSE) {
            throw Refusal.refused(
                    "cancel-during-rollback",
                    "Run " + run.id()
                            + " is being taken back; stopping that half way would leave the target in between. Wait for its end.");
        }
    }
}
