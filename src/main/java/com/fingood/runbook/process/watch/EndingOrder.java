package com.fingood.runbook.process.watch;

import com.fingood.runbook.diagnosis.blocking.SessionRef;

import java.time.Instant;
import java.util.List;

/**
 * Which sessions a person wants ended: exactly those that the form showed, nobody else who came since.
 *
 * @param by login
 */
record EndingOrder(String by, Instant at, List<SessionRef> sessions) {

    static final String FACT = "blockers-to-end";

    EndingOrder {
        sessions = List.copyOf(sessions);
    }
}
