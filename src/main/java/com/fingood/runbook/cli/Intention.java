package com.fingood.runbook.cli;

import com.fingood.runbook.target.Target;

import java.util.List;

/**
 * What a command is about to do to a target.
 *
 * @param action as an offer of a run names it: migrate, undo, restore, kill-blocking
 * @param version the change's version, or null
 * @param would what would be done, in words
 */
record Intention(Target target, String action, String version, List<String> would) {

    Intention {
        would = List.copyOf(would);
    }

    @Override
    public String toString() {
        return action + " " + target.name() + (version == null ? "" : " " + version);
    }
}
