package com.fingood.runbook.target;

import java.time.Instant;

/**
 * A session on a target, as the server lists it.
 *
 * @param id backend pid (PostgreSQL) or session id (H2)
 * @param backendStart identifies the session together with the id: pids are used again
 * @param tag application name; empty when the server has none
 */
public record LiveSession(long id, Instant backendStart, String tag, String user, String state) {}
