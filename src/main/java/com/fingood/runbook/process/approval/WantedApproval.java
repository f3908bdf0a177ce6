package com.fingood.runbook.process.approval;

import java.time.Duration;

/**
 * One approval that the policy asks for.
 *
 * @param answer how long people have for it
 * @param valid how old rehearsal and backup may become until it is used
 * @param because why, in the policy's words
 */
public record WantedApproval(ApprovalKind kind, Duration answer, Duration valid, String because) {}
