package com.fingood.runbook.run;

import java.util.Arrays;

/** Where a run is: the process that works on it. */
public enum Phase {
    REQUESTED("requested"),
    PREFLIGHT("preflight"),
    CHANGE_APPROVAL("change-approval"),
    EXECUTE_MIGRATION("execute-migration"),
    VALIDATE_MIGRATION("validate-migration"),
    MONITOR_MIGRATION("monitor-migration"),
    ROLLBACK("rollback"),
    EMERGENCY_RESPONSE("emergency-response"),
    /** Over; the run has an outcome. Reached by {@link Runs#finish} only. */
    CLOSED("closed");

    private final String label;

    Phase(String label) {
        this.label = label;
    }

    /** The id of the process that works on a run in this phase, as people and other tools see it. */
    public String label() {
        return label;
    }

    /** @throws Refusal BAD_INPUT {@code unknown-phase} */
    public static Phase of(String label) {
        return Arrays.stream(values())
                .filter(phase -> phase.label.equals(label))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("unknown-phase", "There is no phase '" + label + "'."));
    }
}
