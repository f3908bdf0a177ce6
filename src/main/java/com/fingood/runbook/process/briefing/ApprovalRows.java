package com.fingood.runbook.process.briefing;

import com.fingood.runbook.process.approval.Approval;
import com.fingood.runbook.process.approval.ApprovalKind;
import com.fingood.runbook.process.approval.Approvals;
import com.fingood.runbook.run.Run;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who must approve, why, and what they said so far. */
@Component
class ApprovalRows {

    private final Approvals approvals;

    ApprovalRows(Approvals approvals) {
        this.approvals = approvals;
    }

    /** All of the newest round. */
    List<Map<String, String>> of(Run run) {
        return approvals.current(run.id()).stream()
                .map(one -> Rows.row(
                        "approval", one.kind().title(),
                        "because", one.because(),
                        "answer", answer(one),
                        "by", one.decidedBy(),
                        "at", one.decidedAt() == null ? null : Moments.words(one.decidedAt())))
                .toList();
    }

    private static String answer(Approval one) {
        if (one.voided() != null) {
            return "void: " + one.voidedBecause();
        }
        return one.decision() == null ? "not yet" : one.decision().replace('-', ' ');
    }

    /** What one person is asked for. */
    Optional<Map<String, String>> asked(Run run, String approval) {
        return approvals.current(run.id()).stream()
                .filter(one -> one.kind() == ApprovalKind.of(approval))
                .findFirst()
                .map(one -> Rows.row(
                        "title", one.kind().title().toLowerCase(java.util.Locale.ROOT),
                        "because", one.because(),
                        "expires", Moments.words(one.expires()),
                        "usable", Moments.words(one.usableUntil())));
    }
}
