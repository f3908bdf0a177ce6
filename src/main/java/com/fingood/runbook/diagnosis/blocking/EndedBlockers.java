package com.fingood.runbook.diagnosis.blocking;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What ending blockers did: the tree before, each session in the order given, the tree after. */
public record EndedBlockers(LockTree before, List<EndedSession> sessions, LockTree after) {

    public EndedBlockers {
        sessions = List.copyOf(sessions);
    }

    /** Nobody who waited before waits with the same statement still. Others may wait by now: a busy system always has some. */
    public boolean freed() {
        Map<SessionRef, Instant> waited = waiting(before);
        return waiting(after).entrySet().stream()
                .noneMatch(still -> still.getValue().equals(waited.get(still.getKey())));
    }

    /** Since when each waiting session has been at its present statement. */
    private static Map<SessionRef, Instant> waiting(LockTree tree) {
        Map<SessionRef, Instant> since = new HashMap<>();
        tree.all()
                .filter(node -> node.waitsFor() != null)
                .forEach(node -> since.put(
                        node.session(),
                        node.statementAge() == null
                                ? Instant.EPOCH
                                : tree.looked().minus(node.statementAge())));
        return since;
    }
}
