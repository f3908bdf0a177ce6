package com.fingood.runbook.validation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fingood.runbook.change.CheckFile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one check said.
 *
 * @param id the check's id
 * @param outcome what came out
 * @param observed number of violating rows (conserved: of rows), exact; null when it could not be counted
 * @param limit number of violating rows from which it fails; null for a conserved check
 * @param evidence up to 20 rows with only the columns that the check declares as keys; empty when it declares none
 * @param warned whether it passed with so many rows that it is worth a look
 * @param severity how bad a failure is
 * @param message why, in words; no row values
 * @param conserved whether only a comparison can judge it
 * @param sha256 of the check's file, so that two runs of different checks are not compared
 * @param millis how long it took
 * @param rows for comparisons; never part of JSON
 */
public record CheckResult(
        String id,
        Outcome outcome,
        Long observed,
        Long limit,
        List<Map<String, String>> evidence,
        boolean warned,
        String severity,
        String message,
        boolean conserved,
        String sha256,
        long millis,
        @JsonIgnore RowHashes rows) {

    public CheckResult {
        evidence = evidence.stream()
                .map(row -> Collections.unmodifiableMap(new LinkedHashMap<>(row)))
                .toList();
    }

    /** Without rows: it was not run, or ended without an answer. */
    static CheckResult without(CheckFile check, Outcome outcome, String message, long millis) {
        return of(check, outcome, null, List.of(), message, millis, RowHashes.NONE);
    }

    static CheckResult of(
            CheckFile check,
            Outcome outcome,
            Long observed,
            List<Map<String, String>> evidence,
            String message,
            long millis,
            RowHashes rows) {
        return new CheckResult(
                check.id(),
                outcome,
                observed,
                check.conserved() ? null : check.fail(),
                evidence,
                outcome == Outcome.PASSED && !check.conserved() && reaches(observed, check.warn()),
                check.severity().label(),
                message,
                check.conserved(),
                check.file().sha256(),
                millis,
                rows);
    }

    private static boolean reaches(Long observed, Long limit) {
        return observed != null && limit != null && observed >= limit;
    }
}
