package com.fingood.runbook.process.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fingood.runbook.process.approval.Approval;

import java.time.Instant;

/**
 * One approval that a run waits for, or waited for, for people and other tools.
 *
 * @param approval change-manager, second-manager, compliance-officer or security
 * @param because why the policy asks for it
 * @param due by when an answer is wanted; the role is chased from then on
 * @param expires not given until then = the run goes back to preflight
 * @param decision approve, reject or ask-changes; null while nobody answered
 * @param voided since when it no longer holds; null = it holds, or is still asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApprovalView(
        String approval,
        String group,
        String because,
        String digest,
        Instant asked,
        Instant due,
        Instant expires,
        Instant usableUntil,
        String decision,
        String decidedBy,
        Instant decidedAt,
        Instant voided,
        String voidedBecause) {

    static ApprovalView of(Approval row) {
        return new ApprovalView(
                row.kind().label(),
                row.kind().group(),
                row.because(),
                row.digest(),
                row.asked(),
                row.due(),
                row.expires(),
                row.usableUntil(),
                row.decision(),
                row.decidedBy(),
                row.decidedAt(),
                row.voided(),
                row.voidedBecause());
    }
}
