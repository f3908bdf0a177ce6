package com.fingood.runbook.diagnosis.violations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one integrity check finds wrong.
 *
 * @param check the check's id
 * @param severity how bad it is
 * @param standing whether it is new
 * @param newRows rows that violate it since; null when that can't be told
 * @param knownRows rows that violated it before as well; null when that can't be told
 * @param touched whether the change touched a table that the check reads
 * @param tables that the check reads, as far as its text names them
 * @param evidence keys of the new ones, as far as they are kept; never other columns
 * @param message in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(
        String check,
        String severity,
        Standing standing,
        Long newRows,
        Long knownRows,
        Answer touched,
        List<String> tables,
        List<Map<String, String>> evidence,
        String message) {

    /** Whether a violation was there before. */
    public enum Standing {
        NEW,
        KNOWN,
        /** It can't be told: nothing to compare with, or the check gave no answer. */
        UNKNOWN;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Standing labelled(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    public Violation {
        tables = List.copyOf(tables);
        evidence = List.copyOf(evidence);
    }

    @JsonIgnore
    public boolean isCritical() {
        return "critical".equals(severity);
    }

    Violation withoutEvidence() {
        return new Violation(check, severity, standing, newRows, knownRows, touched, tables, List.of(), message);
    }
}
