package com.fingood.runbook.target;

import java.util.List;
import java.util.Locale;

/**
 * One thing that our role on a target must or must not be able to do.
 *
 * @param id kebab-case name of the point
 * @param observed what was found, in words
 * @param remedies the exact statements that help, or who must do what; empty when nothing is missing
 */
public record Privilege(String id, Outcome outcome, String observed, List<String> remedies) {

    /** Unknown is what could not be read; it never counts as passed. */
    public enum Outcome {
        PASSED,
        FAILED,
        UNKNOWN;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Privilege {
        remedies = List.copyOf(remedies);
    }
}
