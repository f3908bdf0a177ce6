package com.fingood.runbook.run;

import java.time.Instant;

/**
 * One attempt to bring a change to a target. Instants carry microseconds.
 *
 * @param version the Flyway version, e.g. {@code 2.1}
 * @param requester login of whoever asked; never approves it
 * @param windowStart when execution may begin; null = as soon as approved
 * @param outcome null while the run is open
 * @param digest SHA-256 in hex over what was reviewed; null until preflight computed it
 * @param finished null while the run is open
 */
public record Run(
        RunId id,
        String target,
        String version,
        String requester,
        String reason,
        Instant windowStart,
        Phase phase,
        RunOutcome outcome,
        String digest,
        Instant started,
        Instant finished) {

    public boolean isOpen() {
        return outcome == null;
    }
}
