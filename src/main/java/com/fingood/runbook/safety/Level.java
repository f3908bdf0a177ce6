package com.fingood.runbook.safety;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** How strict a safety check is. */
public enum Level {
    INFO,
    WARNING,
    /** Every layer runs, and findings of severity high already block. */
    CRITICAL;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether one finding of this severity is enough to stop a change; below {@link #CRITICAL} only the worst do. */
    public boolean blocks(Severity severity) {
        return severity.isAtLeast(this == CRITICAL ? Severity.HIGH : Severity.CRITICAL);
    }
}
