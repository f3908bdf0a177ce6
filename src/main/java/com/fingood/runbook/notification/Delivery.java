package com.fingood.runbook.notification;

import java.time.Instant;

/**
 * One text for one recipient by one channel; a row of the outbox.
 *
 * @param run null = belongs to no run
 * @param kind label of a {@link NoticeKind}
 * @param channel {@code mail}, or the name of a webhook
 * @param recipients a mail address, or the webhook's name again
 * @param messageId the same for each attempt, so that a receiver recognises what it has already
 * @param sent null = not yet
 * @param attempts how often it was tried
 * @param nextAttempt not before this
 * @param lastError why the last attempt failed, in words; null = none failed
 */
public record Delivery(
        String run,
        String id,
        String kind,
        String channel,
        String recipients,
        String subject,
        String body,
        String messageId,
        Instant created,
        Instant sent,
        int attempts,
        Instant nextAttempt,
        String lastError) {}
