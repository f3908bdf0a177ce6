package com.fingood.runbook.backup;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** How far a backup can be trusted. */
public enum BackupStatus {
    /** Complete, but nobody restored it yet: not to be relied on. */
    CREATED,
    /** Restored to a scratch database whose fingerprint was equal. */
    VERIFIED,
    /** Damaged, or what came out of it was not what went in. */
    FAILED;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
