package com.fingood.runbook.diagnosis.performance;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/**
 * An index that costs more than it gives.
 *
 * @param bytes its size
 * @param words what is wrong and what to do, in words
 */
public record IndexFault(Kind kind, String table, String index, long bytes, String words) {

    /** What is wrong with it. */
    public enum Kind {
        UNUSED,
        DUPLICATE,
        INVALID;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
