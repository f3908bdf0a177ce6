package com.fingood.runbook.validation;

import java.util.Locale;

/** When in a run a suite was run. */
public enum Moment {
    /** In preflight, before anybody approves. */
    BASELINE,
    /** Right before the change. */
    BEFORE,
    /** After the change. */
    AFTER,
    /** After a rollback. */
    ROLLBACK,
    /** When somebody reported that something is wrong with the data. */
    ISSUE;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
