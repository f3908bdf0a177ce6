package com.fingood.runbook.process.approval;

import java.time.Instant;

/**
 * One approval that was asked for, with what became of it.
 *
 * @param round from 1; people are asked anew when the content changes
 * @param because why it is asked for
 * @param digest what it is for
 * @param undo SHA-256 of the undo that is approved with it; null when the change has none
 * @param expires not given until then = the run goes back to preflight
 * @param usableUntil execution must have begun by then
 * @param decision null while nobody answered
 * @param voided null while it holds
 */
public record Approval(
        String run,
        int round,
        ApprovalKind kind,
        String because,
        String digest,
        String undo,
        Instant asked,
        Instant due,
        Instant expires,
        Instant usableUntil,
        String decision,
        String decidedBy,
        Instant decidedAt,
        Instant voided,
        String voidedBecause) {

    public static final String APPROVE = "approve";
    public static final String REJECT = "reject";
    public static final String ASK_CHANGES = "ask-changes";

    public boolean isGiven() {
        return APPROVE.equals(decision);
    }

    public boolean isOpen() {
        return decision == null && voided == null;
    }
}
