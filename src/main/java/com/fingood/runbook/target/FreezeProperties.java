package com.fingood.runbook.target;

import java.util.List;

/**
 * A freeze as it is configured, {@code runbook.freezes[]}; checked by {@link Freezes}.
 *
 * @param name what people call it
 * @param from ISO date-time with offset
 * @param to the first moment after it, ISO date-time with offset
 * @param targets names of the targets that it is for; none = all
 * @param environments of the targets that it is for; none = all
 */
public record FreezeProperties(String name, String from, String to, List<String> targets, List<String> environments) {

    public FreezeProperties {
        targets = targets == null ? List.of() : List.copyOf(targets);
        environments = environments == null ? List.of() : List.copyOf(environments);
    }
}
