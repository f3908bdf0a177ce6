package com.fingood.runbook.process.engine;

import com.fingood.runbook.process.guard.People;
import com.fingood.runbook.process.guard.RefusalWords.Attempt;
import com.fingood.runbook.process.guard.RefusedRequest;
import com.fingood.runbook.process.guard.Submission;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.stereotype.Component;

import java.util.Optional;

/**
 * Stands before every command that a person issues, through whichever door: only those that {@link PeopleMay} lists pass. The engine's
 * own work, without a login, is not looked at.
 */
@Component
class PeopleCommandInterceptor extends CommandInterceptor {

    private final People people;
    private final EngineWords words;
    private final Interventions interventions;

    PeopleCommandInterceptor(People people, EngineWords words, Interventions interventions) {
        this.people = people;
        this.words = words;
        this.interventions = interventions;
    }

    @Override
    public <T> T execute(Command<T> command) {
        boolean nested = Context.getCommandContext() != null || Submission.current() != null;
        Person person = nested ? null : people.current();
        if (person == null) {
            return next.execute(command);
        }
        RefusedRequest.askedBy(person);
        try {
            return guarded(command, person);
        } catch (RuntimeException failure) {
            throw inWords(failure, command, person);
        } finally {
            interventions.forget();
        }
    }

    private <T> T guarded(Command<T> command, Person person) {
        boolean administrator = Interventions.mayIntervene(person);
        PeopleMay rule = PeopleMay.of(command, administrator);
        if (rule == PeopleMay.NOTHING) {
            throw Refusal.forbidden(
                    "command-refused",
                    person.id() + " may not do this (" + PeopleMay.words(command)
                            + "): a run moves through its tasks only. Open the run's task, or ask an operator.");
        }
        QueryExpressions.refuse(command);
        if (rule == PeopleMay.INTERVENE) {
            refuseCargo(command);
            interventions.announce(person, command);
        }
        if (PeopleMay.administersPeople(command)) {
            interventions.announcePeople(person, command);
        }
        try (Submission submission = Submission.open(PeopleMay.words(command), rule == PeopleMay.SUBMIT)) {
            if (rule == PeopleMay.INTERVENE) {
                // It carries no variables itself: what is written follows from it, by the engine.
                Submission.byTheEngine();
            }
            return next.execute(command);
        }
    }

    private static void refuseCargo(Command<?> command) {
        CommandSubject subject = CommandSubject.of(command);
        if (subject.carriesVariables() || subject.skips()) {
            throw Refusal.forbidden(
                    subject.carriesVariables() ? "variable-write-refused" : "skip-refused",
                    "Nothing was changed: " + PeopleMay.words(command)
                            + " may neither set variables of a run nor skip its listeners or the processes it has called. Ask"
                            + " again without them.");
        }
    }

    private static Attempt attempt(Command<?> command, Person person) {
        return new Attempt(
                person.id(),
                PeopleMay.words(command),
                CommandSubject.of(command).taskId(),
                PeopleMay.of(command, true) == PeopleMay.INTERVENE);
    }

    private RuntimeException inWords(RuntimeException failure, Command<?> command, Person person) {
        if (PeopleMay.onlyReads(command)) {
            return RefusedRequest.failed(RefusedRequest.noted(words.ofUnstorable(failure)
                    .map(RuntimeException.class::cast)
                    .orElse(failure)));
        }
        Optional<Refusal> refusal = words.of(failure, attempt(command, person));
        if (refusal.isEmpty()) {
            return RefusedRequest.failed(failure);
        }
        if (Interventions.mayIntervene(person)) {
            interventions.refused(
                    person, PeopleMay.words(command), CommandSubject.of(command).words(), refusal.get());
        }
        return RefusedRequest.noted(refusal.get());
    }
}
