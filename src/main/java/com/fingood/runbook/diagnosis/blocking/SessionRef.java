package com.fingood.runbook.diagnosis.blocking;

import com.fingood.runbook.run.Refusal;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;

/**
 * One session and no other: servers use ids again, so its start belongs to its name.
 *
 * @param id backend pid (PostgreSQL) or session id (H2); 0 = a prepared transaction, which has no session
 * @param backendStart when it connected; when it was prepared; {@link Instant#EPOCH} where the server hides it from us
 */
public record SessionRef(long id, Instant backendStart) {

    public SessionRef {
        Objects.requireNonNull(backendStart);
    }

    /**
     * @param text as {@link #toString()} writes it
     * @throws Refusal BAD_INPUT {@code bad-session}
     */
    public static SessionRef parse(String text) {
        String[] parts = text.strip().split("@", 2);
        try {
            return new SessionRef(Long.parseLong(parts[0]), Instant.parse(parts.length < 2 ? "" : parts[1]));
        } catch (NumberFormatException | DateTimeParseException e) {
            throw Refusal.badInput(
                    "bad-session",
                    "'" + text + "' names no session. Write it as the list of blocking sessions shows it, for example"
                            + " 4711@2026-11-23T03:12:48.123456Z.");
        }
    }

    @Override
    public String toString() {
        return id + "@" + backendStart;
    }
}
