package com.fingood.runbook.process.listeners;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.guard.FormSchema;
import com.fingood.runbook.process.guard.People;
import com.fingood.runbook.process.guard.Submission;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.support.Issue;
import com.fingood.runbook.process.support.IssueKind;
import com.fingood.runbook.process.support.Issues;
import com.fingood.runbook.process.support.NewIssue;
import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.Map;

/** Checks what a person reports before there is an instance; what a step reports was put on record already. */
@Component
public class IssueStartListener implements ExecutionListener {

    private static final String FORM = "report-issue";

    private final People people;
    private final Issues issues;

    IssueStartListener(People people, Issues issues) {
        this.people = people;
        this.issues = issues;
    }

    @Override
    public void notify(DelegateExecution execution) {
        if (issues.isOpening(execution.getProcessBusinessKey())) {
            return;
        }
        Person person = people.current();
        if (person == null) {
            throw Refusal.forbidden("no-login", "An issue is reported by a person who is logged in.");
        }
        if (execution.getProcessBusinessKey() != null) {
            throw Refusal.badInput(
                    "business-key-refused",
                    "An issue gets its id from the runbook. Report it again without a business key of your own.");
        }
        Map<String, Object> sent = new HashMap<>();
        execution.getVariableNames().forEach(name -> sent.put(name, execution.getVariable(name)));
        FormSchema.onClassPath(FORM).check(sent);
        Issue issue = issues.record(new NewIssue(
                text(sent, Variables.TARGET),
                IssueKind.of(text(sent, Variables.KIND)),
                text(sent, "summary"),
                text(sent, Variables.RUN),
                person.id()));
        Submission.byTheSystem(() -> {
            execution.setProcessBusinessKey(issue.id());
            issues.variables(issue).forEach(execution::setVariable);
        });
    }

    private static String text(Map<String, Object> sent, String name) {
        Object value = sent.get(name);
        return value == null || value.toString().isBlank()
                ? null
                : value.toString().strip();
    }
}
