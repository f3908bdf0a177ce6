package com.fingood.runbook.validation;

/** The check can't give an answer as it is written or as the database is; the message says why and becomes its result. */
final class CheckUnusable extends RuntimeException {

    CheckUnusable(String message) {
        super(message, null, false, false);
    }
}
