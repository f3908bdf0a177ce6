package com.fingood.runbook.run;

import java.util.regex.Pattern;

/** The id of a run, {@code ledger-2.1-0007}: business key of its process instance, first column of every table of ours. */
public record RunId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,119}");

    public RunId {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw Refusal.badInput(
                    "bad-run-id", "'" + value + "' is not a run's id. An id looks like ledger-2.1-0007.");
        }
    }

    /** @param number counts the runs of this target and version, from 1 */
    public static RunId of(String target, String version, int number) {
        return new RunId("%s-%s-%04d".formatted(target, version, number));
    }

    @Override
    public String toString() {
        return value;
    }
}
