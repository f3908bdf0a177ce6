package com.fingood.runbook.process.gates;

import java.util.List;

/**
 * The points that a gate looked at, kept as a fact of the run.
 *
 * @param gate topic of the gate
 * @param points in the order in which they were looked at
 */
public record GateReport(String gate, List<Point> points) {

    /**
     * @param name what was looked at
     * @param outcome passed, failed, unknown, not_applicable
     * @param observed in words
     * @param limit what would be right; null = goes without saying
     * @param next what to do; null = nothing
     */
    public record Point(String name, String outcome, String observed, String limit, String next) {}

    public GateReport {
        points = List.copyOf(points);
    }

    /** Name of the fact. */
    public static String factOf(String gate) {
        return "gate-" + gate;
    }
}
