package com.fingood.runbook.diagnosis.performance;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions that come after the last one of a change folder: 2.6, then 2.7 and 2.8. */
final class NextVersions {

    private static final Pattern LAST_NUMBER = Pattern.compile("(.*?)(\\d+)");

    private String last;

    /** @param versions in Flyway's order */
    NextVersions(List<String> versions) {
        this.last = versions.isEmpty() ? "0" : versions.get(versions.size() - 1);
    }

    String next() {
        Matcher matcher = LAST_NUMBER.matcher(last);
        if (!matcher.matches()) {
            throw new IllegalStateException("not a version: " + last);
        }
        last = matcher.group(1) + new java.math.BigInteger(matcher.group(2)).add(java.math.BigInteger.ONE);
        return last;
    }
}
