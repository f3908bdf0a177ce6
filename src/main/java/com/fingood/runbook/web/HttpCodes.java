package com.fingood.runbook.web;

import com.fingood.runbook.run.Refusal;

/** Which HTTP status a refusal has. */
final class HttpCodes {

    private HttpCodes() {}

    static int of(Refusal.Kind kind) {
        return switch (kind) {
            case BAD_INPUT -> 400;
            case FORBIDDEN -> 403;
            case REFUSED, FAILED, OUTCOME_UNKNOWN -> 409;
            case UNREACHABLE -> 503;
        };
    }
}
