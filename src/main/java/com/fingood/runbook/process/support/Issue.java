package com.fingood.runbook.process.support;

import com.fasterxml.jackson.annotation.JsonInclude;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Something that needs a person.
 *
 * @param id {@code ledger-ISS-0007}, business key of its process instance
 * @param run the run that it is about; null = none
 * @param kind see {@link IssueKind}
 * @param level the highest support level that was asked; null before anybody was
 * @param outcome null while it is open
 * @param resolution what whoever resolved it said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Issue(
        String id,
        String run,
        String target,
        String kind,
        String summary,
        String reportedBy,
        Instant reported,
        String level,
        String outcome,
        String resolution,
        String resolvedBy,
        Instant resolved) {

    private static final Pattern ID = Pattern.compile(".+-ISS-\\d{4,}");

    /** Whether a business key is an issue's, not a run's. */
    public static boolean isId(String businessKey) {
        return businessKey != null && ID.matcher(businessKey).matches();
    }

    static String idOf(String target, int number) {
        return "%s-ISS-%04d".formatted(target, number);
    }
}
