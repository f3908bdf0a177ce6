package com.fingood.runbook.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Instants in our tables. Cut to microseconds before they are written, because PostgreSQL rounds nanoseconds and H2 can keep
 * more: a value must read back as it was written, on both.
 */
public final class Timestamps {

    private Timestamps() {}

    public static Instant now(Clock clock) {
        return micros(clock.instant());
    }

    /** @return null for null */
    public static Instant micros(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** As JDBC takes it for {@code timestamp with time zone}; null for null. */
    public static OffsetDateTime column(Instant instant) {
        return instant == null ? null : micros(instant).atOffset(ZoneOffset.UTC);
    }

    /** @return null when the column is null */
    public static Instant read(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
