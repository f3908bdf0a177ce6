package com.fingood.runbook.target;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A share between 0 and 100 %, written {@code 20%}. */
public record Percent(int value) {

    private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,3})\\s*%?\\s*");

    public Percent {
        if (value < 0 || value > 100) {
            throw new IllegalArgumentException("a share from 0% to 100%");
        }
    }

    public static Percent valueOf(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a share such as 20%");
        }
        return new Percent(Integer.parseInt(matcher.group(1)));
    }

    /** Whether a part is at least this share of the whole; false when there is no whole. */
    public boolean reachedBy(double part, double whole) {
        return whole > 0 && part * 100 >= value * whole;
    }

    @Override
    public String toString() {
        return value + "%";
    }
}
