package com.fingood.runbook.run;

import java.util.Arrays;

/** How a run ended. */
public enum RunOutcome {
    /** The change is applied, validated and signed off. */
    COMPLETED("completed"),
    /** The undo ran and the target is as it was. */
    ROLLED_BACK("rolled-back"),
    /** The target was brought back from a backup. */
    RESTORED("restored"),
    /** A person or a gate said no before anything was changed. */
    REJECTED("rejected"),
    /** Called off while the target was as before. */
    CANCELLED("cancelled"),
    /** None of the others can be claimed. */
    FAILED("failed");

    private final String label;

    RunOutcome(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** @throws Refusal BAD_INPUT {@code unknown-outcome} */
    public static RunOutcome of(String label) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.label.equals(label))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput("unknown-outcome", "There is no outcome '" + label + "'."));
    }
}
