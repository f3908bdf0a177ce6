package com.fingood.runbook.process.approval;

import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.process.decisions.DecisionTables;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens a round of approvals with what the policy answered, and puts on record which table said so and why. */
@Component("askForApprovals")
public class AskForApprovals implements ExecutionListener {

    private final Runs runs;
    private final RunFacts facts;
    private final ProofAge age;
    private final Deadlines deadlines;
    private final DecisionTables tables;
    private final Approvals approvals;
    private final RunEvents events;
    private final Clock clock;

    AskForApprovals(
            Runs runs,
            RunFacts facts,
            ProofAge age,
            Deadlines deadlines,
            DecisionTables tables,
            Approvals approvals,
            RunEvents events,
            Clock clock) {
        this.runs = runs;
        this.facts = facts;
        this.age = age;
        this.deadlines = deadlines;
        this.tables = tables;
        this.approvals = approvals;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateExecution execution) {
        Run run = runs.get(new RunId(execution.getProcessBusinessKey()));
        DmnDecisionResult answered = (DmnDecisionResult) execution.getVariable("decisionResult");
        List<WantedApproval> wanted =
                wanted(answered.getResultList(), deadlines.of("approval"), deadlines.of("approval-expiry"));
        String undo = facts.rehearsal(run.id()).map(RehearsalReport::undoSha256).orElse(null);
        List<Approval> asked = approvals.ask(run, undo, age.oldest(run), wanted);
        record(execution, run, asked);
    }

    /**
     * Whatever was proven of the table when it was taken in: no change passes without a change manager.
     *
     * @throws Refusal REFUSED when none is among those whom the table asks
     */
    static List<WantedApproval> wanted(List<Map<String, Object>> rows, Duration longestAnswer, Duration longestValid) {
        List<WantedApproval> wanted = PolicyAnswer.of(rows, longestAnswer, longestValid);
        if (wanted.stream().noneMatch(one -> one.kind() == ApprovalKind.CHANGE_MANAGER)) {
            throw Refusal.refused(
                    "no-approval-asked",
                    "Nobody was asked: the table approval-policy does not ask a change manager for this change, and no"
                            + " change passes without one. Complete the table, have it approved, start the server with"
                            + " it, and request the change anew.");
        }
        return wanted;
    }

    private void record(DelegateExecution execution, Run run, List<Approval> asked) {
        Map<String, Object> details = new LinkedHashMap<>(tables.used(execution, "approval-policy"));
        Map<String, Object> inputs = new LinkedHashMap<>();
        PolicyFacts.NAMES.forEach(name -> inputs.put(name, execution.getVariable(name)));
        details.put("facts", inputs);
        details.put("digest", run.digest());
        details.put("approvals", asked.stream().map(AskForApprovals::words).toList());
        details.put("expires", asked.get(0).expires().toString());
        events.publish(
                new RunEvent("ApprovalsRequired", run.id().value(), run.target(), "runbook", clock.instant(), details));
    }

    private static Map<String, Object> words(Approval approval) {
        return Map.of(
                "approval", approval.kind().label(),
                "because", approval.because(),
                "due", approval.due().toString());
    }
}
