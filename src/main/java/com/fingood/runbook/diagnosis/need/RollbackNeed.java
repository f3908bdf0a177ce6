package com.fingood.runbook.diagnosis.need;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;

/**
 * Whether a target must go back, as a rule of the table says; a person decides.
 *
 * @param target the target's name
 * @param need {@code none}, {@code fix-forward}, {@code roll-back-undo}, {@code roll-back-restore} or {@code ask}
 * @param reason the words of the rule
 * @param facts what it was asked
 * @param words what the facts rest on, for people: times, backups, what would be lost
 */
public record RollbackNeed(String target, String need, String reason, NeedFacts facts, List<String> words) {

    /** Whether somebody has to do something. */
    static final String NONE = "none";

    public RollbackNeed {
        words = List.copyOf(words);
    }

    /** False only when nothing has to be done. */
    @JsonProperty("action")
    public boolean action() {
        return !NONE.equals(need);
    }
}
