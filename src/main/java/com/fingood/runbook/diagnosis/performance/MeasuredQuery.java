package com.fingood.runbook.diagnosis.performance;

/**
 * What one declared query did at one moment.
 *
 * @param sha256 of its file
 * @param plan null when it was not run
 * @param notApplicable whether it is for another kind of database
 * @param reason why there is no plan, in words; null when there is one
 */
public record MeasuredQuery(String id, String sha256, Plan plan, boolean notApplicable, String reason) {

    static MeasuredQuery of(DeclaredQuery query, Plan plan) {
        return new MeasuredQuery(query.id(), query.sha256(), plan, false, null);
    }

    static MeasuredQuery notRun(DeclaredQuery query, String reason) {
        return new MeasuredQuery(query.id(), query.sha256(), null, false, reason);
    }

    static MeasuredQuery elsewhere(DeclaredQuery query, String reason) {
        return new MeasuredQuery(query.id(), query.sha256(), null, true, reason);
    }
}
