package com.fingood.runbook.process.support;

import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.guard.TaskRule;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.springframework.stereotype.Component;

import java.util.Map;

/** Whoever stands before a stuck step may declare an incident: everybody of level 3 is paged, and the step still needs its decision. */
@Component
class DeclaredIncidents implements TaskRule {

    private static final String STUCK = "userTask_decideOnStuckStep";

    private final Issues issues;
    private final Runs runs;

    DeclaredIncidents(Issues issues, Runs runs) {
        this.issues = issues;
        this.runs = runs;
    }

    @Override
    public void decided(OpenTask task, Person person, Map<String, Object> sent) {
        if (!STUCK.equals(task.key()) || !"declare-incident".equals(sent.get("decision"))) {
            return;
        }
        if (Issue.isId(task.run())) {
            throw Refusal.refused(
                    "issue-already",
                    "No incident was declared: " + task.run()
                            + " is an issue itself. Pass it on to the next level there.");
        }
        String target = runs.get(new RunId(task.run())).target();
        String words =
                "A step of run " + task.run() + " is stuck, and an incident was declared: " + sent.get("comment");
        issues.open(new NewIssue(target, IssueKind.SYSTEM_FAILURE, words, task.run(), person.id()));
    }
}
