package com.fingood.runbook.migration;

/** How an attempt to run a script ended, as far as it could be proven. */
public enum ScriptOutcome {
    /** Script and history are committed. */
    APPLIED,
    /** It failed or was cancelled, and the schema is as it was before: nothing is left. */
    ROLLED_BACK,
    /** It failed or was cancelled, and something of it is, or may be, left behind. */
    PARTLY_APPLIED,
    /** The connection was lost: it may or may not have happened. {@link CrashDecision} finds out. */
    UNKNOWN;

    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
