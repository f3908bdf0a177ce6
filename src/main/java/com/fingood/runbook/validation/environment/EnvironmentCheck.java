package com.fingood.runbook.validation.environment;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** The environment checks of RUNBOOK.md, in its order. */
public enum EnvironmentCheck {
    DATABASE_HEALTH("Database health"),
    FREE_DISK("Free disk space"),
    CONNECTIONS("Connections in use"),
    REPLICATION("Replication"),
    BACKUP_SYSTEM("Backup system"),
    MONITORING("Monitoring and alerts");

    private final String title;

    EnvironmentCheck(String title) {
        this.title = title;
    }

    /** Kebab-case; its points are {@code <id>.<point>}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }
}
