package com.fingood.runbook.process.guard;

import com.fingood.runbook.change.ChangeDocument;
import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.springframework.stereotype.Component;

import java.util.Map;

/** Who asked for a run, and who wrote its change, decide on neither (RUNBOOK.md, change approval). */
@Component
class FourEyes implements TaskRule {

    /** The tasks that decide on a run, with what it would be to complete them. */
    private static final Map<String, String> DECIDE = Map.of(
            "userTask_approveChange",
            "approve it",
            GateDecisions.DEVIATION,
            "accept a deviation in it",
            "userTask_confirmNewWindow",
            "confirm its new window",
            "userTask_approveRepair",
            "approve a repair of its history",
            "userTask_reviewRisk",
            "review its risk",
            "userTask_assessPrivacy",
            "assess its privacy impact");

    private final Runs runs;
    private final RunContent content;

    FourEyes(Runs runs, RunContent content) {
        this.runs = runs;
        this.content = content;
    }

    /** @throws Refusal FORBIDDEN {@code four-eyes} for the requester and the author that the change's document names */
    @Override
    public void mayWorkOn(OpenTask task, Person person) {
        String what = DECIDE.get(task.key());
        if (what == null) {
            return;
        }
        Run run = runs.get(new RunId(task.run()));
        if (person.id().equals(run.requester())) {
            throw refused(person.id() + " asked for run " + run.id(), what);
        }
        content.change(run)
                .document()
                .map(ChangeDocument::author)
                .filter(author -> author.trim().equalsIgnoreCase(person.id()))
                .ifPresent(author -> {
                    throw refused(author + " wrote the change of run " + run.id(), what);
                });
    }

    private static Refusal refused(String why, String what) {
        return Refusal.forbidden("four-eyes", why + " and can't " + what + ". Another person must decide.");
    }
}
