package com.fingood.runbook.target;

import java.util.Objects;

/**
 * Who a session on a target belongs to. PostgreSQL shows it as {@code application_name = runbook/<run>/<action>} and cuts it to 63
 * bytes, so the run comes first; a run's id too long for that is shortened and ends in a hash, so that no two runs look alike.
 *
 * @param run a run's id, or {@code cli} for a command outside any run
 * @param action kebab-case name of the action
 */
public record SessionTag(String run, String action) {

    public static final String PREFIX = "runbook/";

    private static final int SERVER_LIMIT = 63;
    private static final int RUN_LIMIT = 40;
    private static final int HASH_DIGITS = 8;

    public SessionTag {
        Objects.requireNonNull(run);
        Objects.requireNonNull(action);
    }

    public static SessionTag cli(String action) {
        return new SessionTag("cli", action);
    }

    public String applicationName() {
        String full = prefixOf(run) + action;
        return full.length() <= SERVER_LIMIT ? full : full.substring(0, SERVER_LIMIT);
    }

    /** What the names of all sessions of this run, and of no other, start with. */
    public static String prefixOf(String run) {
        return PREFIX + shortened(run) + "/";
    }

    private static String shortened(String run) {
        if (run.length() <= RUN_LIMIT) {
            return run;
        }
        String hash = Fingerprint.sha256(run).substring(0, HASH_DIGITS);
        return run.substring(0, RUN_LIMIT - HASH_DIGITS - 1) + "~" + hash;
    }
}
