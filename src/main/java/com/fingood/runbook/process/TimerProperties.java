package com.fingood.runbook.process;

import com.fingood.runbook.run.Refusal;

import java.time.Duration;

/**
 * When a timer counts as late and a clock as wrong, {@code runbook.timers.*}.
 *
 * @param lateAfter a timer that has not fired this long after its due date is late; 5 s when not set
 * @param checkEvery how often the watchdog looks; 5 s when not set
 * @param skewWarned a clock that is farther from the database's is reported; 1 s when not set
 * @param skewRefused a node whose clock is farther away does not start; 5 s when not set
 */
public record TimerProperties(Duration lateAfter, Duration checkEvery, Duration skewWarned, Duration skewRefused) {

    public TimerProperties {
        lateAfter = positive("late-after", lateAfter, Duration.ofSeconds(5));
        checkEvery = positive("check-every", checkEvery, Duration.ofSeconds(5));
        skewWarned = positive("skew-warned", skewWarned, Duration.ofSeconds(1));
        skewRefused = positive("skew-refused", skewRefused, Duration.ofSeconds(5));
        if (skewRefused.compareTo(skewWarned) < 0) {
            throw bad("skew-refused", skewRefused, "no shorter than skew-warned, " + skewWarned);
        }
    }

    public static TimerProperties defaults() {
        return new TimerProperties(null, null, null, null);
    }

    private static Duration positive(String key, Duration value, Duration otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (value.isNegative() || value.isZero()) {
            throw bad(key, value, "longer than zero, such as 5s");
        }
        return value;
    }

    private static Refusal bad(String key, Duration value, String right) {
        return Refusal.badInput(
                "bad-configuration", "runbook.timers." + key + " is " + value + "; it must be " + right + ".");
    }
}
