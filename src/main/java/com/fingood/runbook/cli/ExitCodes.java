package com.fingood.runbook.cli;

import com.fingood.runbook.run.Refusal;

/** What the exit codes of every command mean. */
final class ExitCodes {

    static final int DONE = 0;
    /** A check failed or is unknown, or an action failed for a reason that it names. */
    static final int FAILED = 1;

    static final int BAD_INPUT = 2;
    static final int REFUSED = 3;
    static final int UNREACHABLE = 4;
    /** Something that changes a database may or may not have happened. */
    static final int OUTCOME_UNKNOWN = 5;

    private ExitCodes() {}

    static int of(Refusal.Kind kind) {
        return switch (kind) {
            case FAILED -> FAILED;
            case BAD_INPUT -> BAD_INPUT;
            case FORBIDDEN, REFUSED -> REFUSED;
            case UNREACHABLE -> UNREACHABLE;
            case OUTCOME_UNKNOWN -> OUTCOME_UNKNOWN;
        };
    }
}
