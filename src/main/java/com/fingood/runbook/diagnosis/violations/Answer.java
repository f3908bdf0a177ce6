package com.fingood.runbook.diagnosis.violations;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Collection;
import java.util.Locale;

/** Yes, no, or not known, which counts as neither. */
public enum Answer {
    YES,
    NO,
    UNKNOWN;

    public static Answer of(boolean yes) {
        return yes ? YES : NO;
    }

    /** Of several: yes when one is, no only when all are. */
    public static Answer any(Collection<Answer> answers) {
        if (answers.contains(YES)) {
            return YES;
        }
        return answers.contains(UNKNOWN) ? UNKNOWN : NO;
    }

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Answer labelled(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
