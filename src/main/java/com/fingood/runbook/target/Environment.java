package com.fingood.runbook.target;

/** Where a target stands; production is the strictest and what is assumed when nothing is said. */
public enum Environment {
    PRODUCTION,
    STAGING,
    DEVELOPMENT;

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
