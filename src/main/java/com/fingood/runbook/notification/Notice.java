package com.fingood.runbook.notification;

import java.util.Set;

/**
 * One text, and whom it is for. Every webhook gets it as well, once.
 *
 * @param kind what it is, e.g. {@code task-opened}
 * @param run null = belongs to no run
 * @param target null = belongs to no target
 * @param audience in words, for the ledger; no addresses
 * @param addresses mail addresses, each once
 * @param person login of who says it, or {@code runbook}
 */
public record Notice(
        String kind, String run, String target, String audience, Set<String> addresses, Draft text, String person) {

    public Notice {
        addresses = Set.copyOf(addresses);
    }
}
