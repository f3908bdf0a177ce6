package com.fingood.runbook.diagnosis.performance;

/**
 * One query without and with an index, executed on a copy.
 *
 * @param query id of the declared query, or the look-up of a foreign key
 * @param uses whether the plan took the index
 */
public record IndexEffect(String query, Plan before, Plan after, boolean uses) {

    boolean helps() {
        return uses && after.touched() < before.touched();
    }

    long saved() {
        return before.touched() - after.touched();
    }
}
