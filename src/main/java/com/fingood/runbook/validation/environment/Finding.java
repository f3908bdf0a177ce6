package com.fingood.runbook.validation.environment;

import com.fingood.runbook.validation.Outcome;

import java.util.List;

/** What a look at one point found, before it has an id and a time. */
record Finding(Outcome outcome, String observed, String limit, List<String> evidence, String next) {

    private static final int MOST_EVIDENCE = 20;

    static Finding passed(String observed) {
        return new Finding(Outcome.PASSED, observed, null, List.of(), null);
    }

    /** @param next what to do about it */
    static Finding failed(String observed, String next) {
        return new Finding(Outcome.FAILED, observed, null, List.of(), next);
    }

    /** @param next what makes it known */
    static Finding unknown(String observed, String next) {
        return new Finding(Outcome.UNKNOWN, observed, null, List.of(), next);
    }

    static Finding notApplicable(String why) {
        return new Finding(Outcome.NOT_APPLICABLE, why, null, List.of(), null);
    }

    Finding within(String limit) {
        return new Finding(outcome, observed, limit, evidence, next);
    }

    Finding proven(List<String> found) {
        List<String> kept = found.size() <= MOST_EVIDENCE ? found : found.subList(0, MOST_EVIDENCE);
        return new Finding(outcome, observed, limit, kept, next);
    }
}
