package com.fingood.runbook.process.approval;

import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.process.guard.TaskRule;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Each person once, in time, and for what lies there now: what an approval must be to be one, beside four eyes. */
@Component
class ApprovalRules implements TaskRule {

    private final Approvals approvals;
    private final ApprovalVoiding voiding;
    private final Runs runs;
    private final Clock clock;

    ApprovalRules(Approvals approvals, ApprovalVoiding voiding, Runs runs, Clock clock) {
        this.approvals = approvals;
        this.voiding = voiding;
        this.runs = runs;
        this.clock = clock;
    }

    /** @throws Refusal FORBIDDEN for whoever answered in this round already */
    @Override
    public void mayWorkOn(OpenTask task, Person person) {
        if (!Approvals.TASK.equals(task.key())) {
            return;
        }
        Run run = runs.get(new RunId(task.run()));
        approvals.current(run.id()).stream()
                .filter(approval -> person.id().equals(approval.decidedBy()))
                .findFirst()
                .ifPresent(given -> {
                    throw Refusal.forbidden(
                            "four-eyes",
                            person.id() + " has answered run " + run.id() + " as "
                                    + given.kind().title().toLowerCase(java.util.Locale.ROOT)
                                    + " already; one person approves once. Another person must decide.");
                });
    }

    /** @throws Refusal REFUSED for an answer that comes too late, or is about what no longer lies there */
    @Override
    public void decided(OpenTask task, Person person, Map<String, Object> sent) {
        if (!Approvals.TASK.equals(task.key())) {
            return;
        }
        Run run = runs.get(new RunId(task.run()));
        approvals.lock(run.id());
        // Once more, now that nobody else can answer: two tasks may have been open in two browsers.
        mayWorkOn(task, person);
        ApprovalKind kind = ApprovalKind.of(task.approval());
        String decision = (String) sent.get("decision");
        if (Approval.APPROVE.equals(decision)) {
            requireFresh(run, kind);
        }
        approvals.answer(run, kind, decision, person.id());
    }

    private void requireFresh(Run run, ApprovalKind kind) {
        List<String> changes = voiding.changes(run);
        if (!changes.isEmpty()) {
            throw Refusal.refused(
                    "changed-while-waiting",
                    "Nothing was approved: what lies there now is not what you read (" + String.join("; ", changes)
                            + "). The run goes back to preflight within seconds, and you will be asked again.");
        }
        approvals
                .asked(run.id(), kind)
                .filter(asked -> clock.instant().isAfter(asked.expires()))
                .ifPresent(asked -> {
                    throw Refusal.refused(
                            "approval-expired",
                            "Nothing was approved: the time for it ended at " + asked.expires()
                                    + ", since rehearsal and backup are too old. The run goes back to preflight, and you"
                                    + " will be asked again.");
                });
    }
}
