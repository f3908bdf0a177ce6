package com.fingood.runbook.change;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How risky the author thinks the change is. */
public enum Risk {
    LOW,
    MEDIUM,
    HIGH;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Risk> of(String word) {
        return Arrays.stream(values()).filter(r -> r.label().equals(word)).findFirst();
    }
}
