package com.fingood.runbook.process.support;

import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.guard.TaskRule;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Map;

/** What follows when somebody decides on an issue. */
@Component
class IssueDecisions implements TaskRule {

    private static final String RESOLVE_ISSUE = "userTask_resolveIssue";

    private final IssueTable issues;
    private final RunEvents events;
    private final Clock clock;

    IssueDecisions(IssueTable issues, RunEvents events, Clock clock) {
        this.issues = issues;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void decided(OpenTask task, Person person, Map<String, Object> sent) {
        if (!Issue.isId(task.run())) {
            return;
        }
        Issue issue = issues.get(task.run());
        String decision = (String) sent.get("decision");
        if ("cancel-run".equals(decision)) {
            throw Refusal.refused(
                    "no-run-to-cancel",
                    "Nothing was changed: " + issue.id()
                            + " is an issue, and an issue has no run to cancel. Try the step"
                            + " again, or leave it: the issue itself stays open.");
        }
        if (RESOLVE_ISSUE.equals(task.key())) {
            decide(issue, person, decision, (String) sent.get("comment"));
        }
    }

    private void decide(Issue issue, Person person, String decision, String comment) {
        if ("resolved".equals(decision)) {
            issues.resolve(issue.id(), person.id(), comment);
            events.publish(new RunEvent(
                    "IssueResolved",
                    issue.id(),
                    issue.target(),
                    person.id(),
                    clock.instant(),
                    Map.of("resolution", comment, "level", String.valueOf(issue.level()))));
        } else if (SupportLevel.L3.name().equals(issue.level())) {
            throw Refusal.refused(
                    "no-higher-level",
                    "Nothing was changed: everyone is asked already, there is no level above L3. Resolve the issue, or"
                            + " unclaim the task so that the page repeats.");
        }
    }
}
