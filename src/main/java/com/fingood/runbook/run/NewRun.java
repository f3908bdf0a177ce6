package com.fingood.runbook.run;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What somebody asks for.
 *
 * @param windowStart when execution may begin; null = as soon as approved
 */
public record NewRun(String target, String version, String requester, String reason, Instant windowStart) {

    /** @throws Refusal BAD_INPUT {@code incomplete-run} naming all gaps at once */
    public NewRun {
        Map<String, String> required = new LinkedHashMap<>();
        required.put("target", target);
        required.put("version", version);
        required.put("requester", requester);
        required.put("reason", reason);
        String missing = required.entrySet().stream()
                .filter(entry -> entry.getValue() == null || entry.getValue().isBlank())
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw Refusal.badInput(
                    "incomplete-run",
                    "A run needs a target, a version, a requester and a reason; missing: " + missing + ".");
        }
    }
}
