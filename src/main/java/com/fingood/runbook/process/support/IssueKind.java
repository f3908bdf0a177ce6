package com.fingood.runbook.process.support;

import com.fingood.runbook.run.Refusal;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an issue is about. {@code support-level.dmn} makes a level of it. */
public enum IssueKind {
    ROUTINE,
    PERFORMANCE,
    STUCK_STEP,
    INTEGRITY,
    SECURITY,
    ROLLBACK_FAILED,
    SYSTEM_FAILURE;

    /** @param label null or blank = routine: nobody said more, and the first level will see */
    public static IssueKind of(String label) {
        if (label == null || label.isBlank()) {
            return ROUTINE;
        }
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput(
                        "unknown-kind",
                        "No issue was reported: its kind can't be '" + label + "' (allowed: "
                                + Arrays.stream(values()).map(IssueKind::label).collect(Collectors.joining(", "))
                                + ")."));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
