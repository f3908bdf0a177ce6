package com.fingood.runbook.notification;

import com.fingood.runbook.run.Refusal;

import java.util.Arrays;
import java.util.Locale;

/** What the team is told about a change's maintenance window; the label is also the name of its template. */
public enum WindowNotice {
    CHANGE_APPROVED,
    HOUR_BEFORE,
    WINDOW_OPENS,
    WINDOW_CLOSED;

    /** @throws Refusal BAD_INPUT {@code unknown-notice} */
    public static WindowNotice of(String label) {
        return Arrays.stream(values())
                .filter(notice -> notice.label().equals(label))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("unknown-notice", "There is no window notice '" + label + "'."));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
