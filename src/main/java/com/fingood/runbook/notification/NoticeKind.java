package com.fingood.runbook.notification;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is announced, and to whom. The label is the name of the form in which a person settles the text. */
public enum NoticeKind {
    /** Operations know the window (RUNBOOK.md, Pre-Migration Checklist). */
    NOTIFY_TEAM("operations", "already-notified", "operations", "database-team"),
    /** Stakeholders know who tells them what, and when. */
    PLAN_COMMUNICATION(
            "business-owners",
            "already-in-place",
            "business-owners",
            "operations",
            "database-team",
            "incident-response",
            "compliance-officers");

    private final String mustReach;
    private final String otherwise;
    private final List<String> audience;

    NoticeKind(String mustReach, String otherwise, String... audience) {
        this.mustReach = mustReach;
        this.otherwise = otherwise;
        this.audience = List.of(audience);
    }

    public static Optional<NoticeKind> of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** The groups that are told, where they have a contact. */
    public List<String> audience() {
        return audience;
    }

    /** The group without which the notice would be none. */
    String mustReach() {
        return mustReach;
    }

    /** What a person decides who told people by other means. */
    String otherwise() {
        return otherwise;
    }
}
