package com.fingood.runbook.diagnosis.performance;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the executions of one statement took together.
 *
 * @param statement its text with {@code ?} for every literal; of a declared query its id
 * @param calls how often
 * @param totalMillis of all calls
 * @param rows returned or changed by all calls; null when not counted
 * @param blocks shared pages touched by all calls; null when not counted
 */
public record SlowQuery(String statement, long calls, double totalMillis, Long rows, Long blocks) {

    /** From here on a statement is worth a look. */
    private static final double SLOW_MILLIS = 20;

    @JsonProperty("meanMillis")
    public double meanMillis() {
        return calls == 0 ? 0 : totalMillis / calls;
    }

    @JsonProperty("slow")
    public boolean slow() {
        return meanMillis() >= SLOW_MILLIS;
    }

    SlowQuery plus(SlowQuery other) {
        return new SlowQuery(
                statement,
                calls + other.calls,
                totalMillis + other.totalMillis,
                rows + other.rows,
                blocks + other.blocks);
    }

    SlowQuery minus(SlowQuery earlier) {
        return new SlowQuery(
                statement,
                calls - earlier.calls,
                totalMillis - earlier.totalMillis,
                rows - earlier.rows,
                blocks - earlier.blocks);
    }
}
