package com.fingood.runbook.target;

import com.fingood.runbook.target.Privilege.Outcome;

import java.util.List;

/**
 * What our role can and can't do on a target.
 *
 * @param target the target's name
 * @param points every point that was looked at
 */
public record PrivilegeReport(String target, List<Privilege> points) {

    public PrivilegeReport {
        points = List.copyOf(points);
    }

    /** Failed when something is missing or too much; unknown when a point could not be read, or none was; else passed. */
    public Outcome verdict() {
        List<Outcome> outcomes = points.stream().map(Privilege::outcome).toList();
        if (outcomes.contains(Outcome.FAILED)) {
            return Outcome.FAILED;
        }
        return outcomes.isEmpty() || outcomes.contains(Outcome.UNKNOWN) ? Outcome.UNKNOWN : Outcome.PASSED;
    }
}
