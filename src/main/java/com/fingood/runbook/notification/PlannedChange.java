package com.fingood.runbook.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What people are told about a change. No SQL, no secret, no personal datum.
 *
 * @param title null = its document has none
 * @param ticket null = its document has none
 * @param environment of the target, e.g. {@code production}
 * @param window when execution may begin; null = as soon as approved
 * @param expected how long the rehearsal took; null = not rehearsed
 * @param purpose the document's section, Markdown; null = missing
 * @param locks what the rehearsal measured; null = it could not measure them
 * @param undo how long the undo took; null = there is none
 * @param lossless whether the undo brings everything back
 */
public record PlannedChange(
        String run,
        String title,
        String version,
        String ticket,
        String requester,
        String target,
        String environment,
        Instant window,
        Duration expected,
        String purpose,
        List<HeldLock> locks,
        Duration undo,
        boolean lossless) {

    /**
     * @param table that others use
     * @param mode PostgreSQL's name, e.g. {@code AccessExclusiveLock}
     * @param held until the transaction ends
     */
    public record HeldLock(String table, String mode, Duration held) {}

    public PlannedChange {
        locks = locks == null ? null : List.copyOf(locks);
    }
}
