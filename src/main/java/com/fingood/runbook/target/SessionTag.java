package com.fingood.runbook.target;

import java.util.Objects;

/**
 * Who a session on a target belongs to. PostgreSQL shows it as {@code application_name = runbook/<run>/<action>} (DESIGN 4), cut to
 * 63 bytes by the server, so the run comes first.
 *
 * @param run a run's id, or {@code cli} for a command outside any run
 * @param action kebab-case name of the action
 */
public record SessionTag(String run, String action) {

    public static final String PREFIX = "runbook/";

    public SessionTag {
        Objects.requireNonNull(run);
        Objects.requireNonNull(action);
    }

    public static SessionTag cli(String action) {
        return new SessionTag("cli", action);
    }

    public String applicationName() {
        String full = PREFIX + run + "/" + action;
        return full.length() <= 63 ? full : full.substring(0, 63);
    }

    /** What the names of all sessions of this run start with. */
    public static String prefixOf(String run) {
        String full = PREFIX + run + "/";
        return full.length() <= 63 ? full : full.substring(0, 63);
    }
}
