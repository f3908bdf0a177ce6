package com.fingood.runbook.process.notices;

import com.fingood.runbook.change.ChangeDocument;
import com.fingood.runbook.notification.AskedApproval;
import com.fingood.runbook.process.Deadlines;
import com.fingood.runbook.process.gates.Deviation;
import com.fingood.runbook.process.gates.Deviations;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.safety.Finding;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;

/** What an approver weighs first, from what the run found out. */
@Component
class ApprovalFacts {

    /** Local variable of an approval task: as whom its approver decides. */
    private static final String APPROVAL = "approval";

    private final RunContent content;
    private final RunFacts facts;
    private final Deviations deviations;
    private final Deadlines deadlines;
    private final Clock clock;

    ApprovalFacts(RunContent content, RunFacts facts, Deviations deviations, Deadlines deadlines, Clock clock) {
        this.content = content;
        this.facts = facts;
        this.deviations = deviations;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    AskedApproval of(Run run, DelegateTask task) {
        Object role = task.getVariable(APPROVAL);
        return new AskedApproval(
                role == null ? "approver" : role.toString().replace('-', ' '),
                risk(run),
                facts.findings(run.id()).stream()
                        .map(Finding::severity)
                        .max(Comparator.naturalOrder())
                        .map(severity -> severity.label())
                        .orElse(null),
                deviations.accepted(run.id().value()).stream()
                        .map(ApprovalFacts::title)
                        .distinct()
                        .toList(),
                clock.instant().plus(deadlines.of("approval-expiry")));
    }

    /** A document that can't be read now has a task of its own; the mail says that no risk is declared. */
    private String risk(Run run) {
        try {
            return content.change(run)
                    .document()
                    .map(ChangeDocument::risk)
                    .map(risk -> risk.label())
                    .orElse(null);
        } catch (Refusal unreadable) {
            return null;
        }
    }

    private static String title(Deviation deviation) {
        return Optional.of(deviation.gate()).flatMap(Gate::of).map(Gate::title).orElse(deviation.gate());
    }
}
