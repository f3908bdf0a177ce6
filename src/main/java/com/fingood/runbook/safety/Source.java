package com.fingood.runbook.safety;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** How a finding came about: from the text of a script, or measured when it ran on a clone. */
public enum Source {
    STATIC,
    MEASURED;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
