package com.fingood.runbook.process.approval;

import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.run.RunId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;

/** What the model of the approval asks in its expressions. */
@Component("approvals")
public class ApprovalQuestions {

    private static final String OPEN = "open";

    private final Approvals approvals;
    private final Deadlines deadlines;

    ApprovalQuestions(Approvals approvals, Deadlines deadlines) {
        this.approvals = approvals;
        this.deadlines = deadlines;
    }

    /** One task for each. */
    public List<String> wanted(DelegateExecution execution) {
        return current(execution).stream().map(one -> one.kind().label()).toList();
    }

    /** The one group that may give it. */
    public String group(String approval) {
        return ApprovalKind.of(approval).group();
    }

    /** Until when an answer is wanted. */
    public Date due(DelegateExecution execution, String approval) {
        return Date.from(current(execution).stream()
                .filter(one -> one.kind().label().equals(approval))
                .findFirst()
                .orElseThrow()
                .due());
    }

    /** First when an answer is due, then every hour: ISO 8601 repeating interval with its start. */
    public String chase(DelegateExecution execution) {
        Instant due = current(execution).stream()
                .map(Approval::due)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return "R/" + due + "/" + deadlines.after("approval-chase");
    }

    /** When rehearsal or backup are too old for what is asked. */
    public Date expires(DelegateExecution execution) {
        return Date.from(current(execution).stream()
                .map(Approval::expires)
                .min(Comparator.naturalOrder())
                .orElseThrow());
    }

    /** True when nobody else needs to answer: all have approved, or one has not. */
    public boolean decided(DelegateExecution execution) {
        return !OPEN.equals(answer(execution));
    }

    /** What all of them come to: approve, reject, ask-changes, or open. */
    public String answer(DelegateExecution execution) {
        List<Approval> current = current(execution);
        if (current.stream().anyMatch(one -> Approval.REJECT.equals(one.decision()))) {
            return Approval.REJECT;
        }
        if (current.stream().anyMatch(one -> Approval.ASK_CHANGES.equals(one.decision()))) {
            return Approval.ASK_CHANGES;
        }
        return current.stream().allMatch(Approval::isGiven) ? Approval.APPROVE : OPEN;
    }

    private List<Approval> current(DelegateExecution execution) {
        return approvals.current(new RunId(execution.getProcessBusinessKey()));
    }
}
