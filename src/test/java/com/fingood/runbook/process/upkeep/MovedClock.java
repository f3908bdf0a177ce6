package com.fingood.runbook.process.upkeep;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is off by so much, or stands where a test put it. */
final class MovedClock extends Clock {

    private final Clock base;
    private Duration ahead = Duration.ZERO;

    private MovedClock(Clock base) {
        this.base = base;
    }

    static MovedClock running() {
        return new MovedClock(Clock.systemUTC());
    }

    static MovedClock standing() {
        return new MovedClock(Clock.fixed(Instant.parse("2026-11-22T18:00:00Z"), ZoneOffset.UTC));
    }

    MovedClock ahead(Duration by) {
        ahead = by;
        return this;
    }

    void advance(Duration by) {
        ahead = ahead.plus(by);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
