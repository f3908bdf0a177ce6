package com.fingood.runbook.audit;

import java.util.Locale;

/** What a verification says. Only PASSED counts as passed. */
public enum Verdict {
    PASSED,
    FAILED,
    UNKNOWN;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
