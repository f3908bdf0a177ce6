package com.fingood.runbook.cli;

import com.fingood.runbook.run.RunId;

/**
 * Why a command may change a target.
 *
 * @param way which of the three
 * @param run the run that it belongs to, or null
 * @param reason why the glass was broken, or null
 */
record Permission(Way way, RunId run, String reason) {

    enum Way {
        /** Not production, and confirmed. */
        CONFIRMED,
        /** A run waits for exactly this. */
        RUN,
        /** An emergency, by somebody who answers for it. */
        GLASS_BROKEN
    }

    static Permission confirmed() {
        return new Permission(Way.CONFIRMED, null, null);
    }

    static Permission ofRun(RunId run) {
        return new Permission(Way.RUN, run, null);
    }

    static Permission glassBroken(String reason) {
        return new Permission(Way.GLASS_BROKEN, null, reason);
    }

    /** @param said a reason on the command line, or null */
    String why(String said) {
        if (said != null) {
            return said;
        }
        if (run != null) {
            return "run " + run;
        }
        // Outside production a confirmation will do; the journal says that nobody gave a reason.
        return reason == null ? "no reason given" : reason;
    }

    boolean isGlassBroken() {
        return way == Way.GLASS_BROKEN;
    }
}
