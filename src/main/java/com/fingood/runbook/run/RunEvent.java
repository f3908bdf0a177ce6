package com.fingood.runbook.run;

import java.time.Instant;
import java.util.Map;

/**
 * Something that happened, in the past tense ({@code BackupVerified}, {@code ChangeApproved}).
 *
 * @param type past-tense name in UpperCamelCase
 * @param run the run's id, or null for what belongs to no run (a command on a target)
 * @param target the target's name, or null
 * @param actor a login, {@code runbook} for the system itself, or {@code cli:<os user>}
 * @param at when, by the injected clock
 * @param details facts as strings or numbers; no secret and no personal datum; keys in lowerCamelCase
 */
public record RunEvent(String type, String run, String target, String actor, Instant at, Map<String, Object> details) {

    public RunEvent {
        details = Map.copyOf(details);
    }
}
