package com.fingood.runbook.change;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them in a change folder: a number and a unit, {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}. */
final class Durations {

    static final String FORM = "a number above 0 with ms, s, m or h, for example 5s";

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private Durations() {}

    /** Empty when it is not a duration or not above zero: a timeout of zero means "for ever" to a database. */
    static Optional<Duration> parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration duration =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                };
        return duration.isZero() ? Optional.empty() : Optional.of(duration);
    }
}
