package com.fingood.runbook.validation.environment;

import com.fingood.runbook.validation.Outcome;

import java.util.List;

/**
 * What was found at one point of a check.
 *
 * @param id {@code <check>.<point>}, e.g. {@code database-health.invalid-indexes}
 * @param outcome what came out
 * @param observed what was found, as a sentence
 * @param limit what was allowed, in words; null when there is no limit
 * @param evidence single findings, at most 20; names of objects and sessions, never row values or statements
 * @param next what to do when it failed or is unknown; null else
 * @param millis how long it took
 */
public record CheckedPoint(
        String id, Outcome outcome, String observed, String limit, List<String> evidence, String next, long millis) {

    public CheckedPoint {
        evidence = List.copyOf(evidence);
    }
}
