package com.fingood.runbook.process.engine;

import com.fingood.runbook.process.guard.LateClicks;
import com.fingood.runbook.process.guard.People;
import com.fingood.runbook.process.guard.RefusedRequest;
import com.fingood.runbook.process.guard.Submission;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Stands before every command that a person issues, through whichever door: only those that {@link PeopleMay} lists pass. The engine's
 * own work, without a login, is not looked at.
 */
@Component
class PeopleCommandInterceptor extends CommandInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(PeopleCommandInterceptor.class);

    private final People people;
    private final LateClicks lateClicks;

    PeopleCommandInterceptor(People people, @Lazy LateClicks lateClicks) {
        this.people = people;
        this.lateClicks = lateClicks;
    }

    @Override
    public <T> T execute(Command<T> command) {
        boolean nested = Context.getCommandContext() != null || Submission.current() != null;
        Person person = nested ? null : people.current();
        return person == null ? next.execute(command) : guarded(command, person);
    }

    private <T> T guarded(Command<T> command, Person person) {
        PeopleMay rule = PeopleMay.of(command);
        if (rule == PeopleMay.NOTHING) {
            throw RefusedRequest.noted(Refusal.forbidden(
                    "command-refused",
                    person.id() + " may not do this (" + PeopleMay.words(command)
                            + "): a run moves through its tasks only. Open the run's task, or ask an operator."));
        }
        try (Submission submission = Submission.open(PeopleMay.words(command), rule == PeopleMay.SUBMIT)) {
            return next.execute(command);
        } catch (NullValueException gone) {
            throw RefusedRequest.noted(lateClicks.explain(gone));
        } catch (RuntimeException failure) {
            if (!(failure instanceof AuthorizationException) && !RefusedRequest.isRefusal(failure)) {
                LOG.error("A person's command failed unexpectedly: {}", PeopleMay.words(command), failure);
            }
            throw RefusedRequest.noted(failure);
        }
    }
}
