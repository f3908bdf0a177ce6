package com.fingood.runbook.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad it is when a check fails. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Severity> of(String word) {
        return Arrays.stream(values()).filter(s -> s.label().equals(word)).findFirst();
    }
}
