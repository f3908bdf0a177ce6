package com.fingood.runbook.process.steps;

import com.fingood.runbook.run.Refusal;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** When a maintenance window is to open, as a person wrote it. */
@Component
public class WindowStart {

    /** Proof, approvals and people don't last that long; and no database keeps every moment that can be written down. */
    private static final Duration FARTHEST = Duration.ofDays(366);

    private final Clock clock;

    WindowStart(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param text ISO date-time with offset; null or blank = none
     * @param refused what does not happen when it can't be used, such as "No run was started"
     * @return null when there is none
     * @throws Refusal BAD_INPUT {@code bad-window}
     */
    public Instant read(String text, String refused) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Instant window = parsed(text, refused);
        if (window.isBefore(clock.instant())) {
            throw bad(refused + ": windowStart " + window
                    + " has passed. Give a moment that lies ahead, or none for a change that is made as soon as it is"
                    + " approved.");
        }
        if (window.isAfter(clock.instant().plus(FARTHEST))) {
            throw bad(refused + ": windowStart " + window + " is more than " + FARTHEST.toDays()
                    + " days ahead. Give an earlier moment, or ask again when it is nearer.");
        }
        return window;
    }

    private static Instant parsed(String text, String refused) {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw bad(refused + ": windowStart is '" + text
                    + "'; it must be an ISO date-time with offset such as 2026-11-22T20:00:00Z.");
        }
    }

    private static Refusal bad(String words) {
        return Refusal.badInput("bad-window", words);
    }
}
