package com.fingood.runbook.notification;

import java.time.Instant;
import java.util.List;

/**
 * What an approver weighs first.
 *
 * @param role as whom they approve, e.g. {@code change manager}
 * @param risk as the change's document declares it; null = it doesn't
 * @param worstFinding severity; null = nothing was found
 * @param deviations titles of the gates that compliance let pass; what people wrote about them stands in the task
 * @param expires when an approval given now ends; null = not known
 */
public record AskedApproval(String role, String risk, String worstFinding, List<String> deviations, Instant expires) {

    public AskedApproval {
        deviations = List.copyOf(deviations);
    }
}
