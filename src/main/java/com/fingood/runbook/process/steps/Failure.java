package com.fingood.runbook.process.steps;

import java.time.Instant;

/** Why the last step of a run failed, in words for the person who decides next. */
public record Failure(String step, String code, String words, Instant at) {

    public static final String FACT = "failure";
}
