package com.fingood.runbook.process.listeners;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.guard.FormSchema;
import com.fingood.runbook.process.guard.People;
import com.fingood.runbook.process.guard.Submission;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.steps.RunIntake;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.Map;

/** Checks a request before there is an instance: what it refuses leaves nothing behind. */
@Component
public class StartListener implements ExecutionListener {

    private static final String FORM = "request-migration";

    private final People people;
    private final RunIntake intake;

    StartListener(People people, RunIntake intake) {
        this.people = people;
        this.intake = intake;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Person person = people.current();
        if (person == null) {
            throw Refusal.forbidden("no-login", "A run is asked for by a person who is logged in.");
        }
        if (execution.getProcessBusinessKey() != null) {
            throw Refusal.badInput(
                    "business-key-refused",
                    "A run gets its id from the runbook. Start again without a business key of your own.");
        }
        Map<String, Object> sent = sent(execution);
        FormSchema.onClassPath(FORM).check(sent);
        Run run = intake.accept(person.id(), sent);
        Submission.byTheSystem(() -> name(execution, run));
    }

    private static Map<String, Object> sent(DelegateExecution execution) {
        Map<String, Object> sent = new HashMap<>();
        execution.getVariableNames().forEach(name -> sent.put(name, execution.getVariable(name)));
        return sent;
    }

    private static void name(DelegateExecution execution, Run run) {
        execution.setProcessBusinessKey(run.id().value());
        execution.setVariable(Variables.RUN, run.id().value());
        execution.setVariable(Variables.VERSION, run.version());
    }
}
