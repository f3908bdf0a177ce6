package com.fingood.runbook.validation.environment;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. */
final class Words {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB"};
    private static final int LONGEST_NAME = 80;

    private Words() {}

    static String bytes(double bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0
                ? "%d bytes".formatted((long) value)
                : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    static String share(double part, double whole) {
        return whole <= 0 ? "no share" : String.format(Locale.ROOT, "%.1f %%", part * 100 / whole);
    }

    static String time(Duration time) {
        if (time.toMillis() < 10_000) {
            return time.toMillis() + " ms";
        }
        if (time.toSeconds() < 120) {
            return time.toSeconds() + " s";
        }
        return time.toMinutes() < 120
                ? time.toMinutes() + " min"
                : time.toHours() < 48 ? time.toHours() + " h" : time.toDays() + " days";
    }

    static String count(long n, String one, String many) {
        return n == 1 ? "1 " + one : n + " " + many;
    }

    /** A name that somebody else chose: on one line and not too long. */
    static String name(String name) {
        String plain = name == null
                ? "(without a name)"
                : name.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME) + "...";
    }
}
