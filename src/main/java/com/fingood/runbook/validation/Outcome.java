package com.fingood.runbook.validation;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Collection;
import java.util.Locale;

/** What came out of a check. Unknown never counts as passed. */
public enum Outcome {
    PASSED,
    FAILED,
    UNKNOWN,
    NOT_APPLICABLE;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of several: failed when one failed, unknown when one is or when nothing was proven at all, else passed. */
    public static Outcome verdict(Collection<Outcome> outcomes) {
        if (outcomes.contains(FAILED)) {
            return FAILED;
        }
        return outcomes.contains(UNKNOWN) || !outcomes.contains(PASSED) ? UNKNOWN : PASSED;
    }
}
