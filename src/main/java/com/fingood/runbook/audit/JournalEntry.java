package com.fingood.runbook.audit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of the command journal: a command that was begun, or how it ended.
 *
 * @param id UUID shared by beginning and end
 * @param at UTC with six decimals
 * @param result null for a beginning; a beginning without an end = outcome unknown
 */
public record JournalEntry(
        String id, String at, String command, String target, String reason, String osUser, String host, String result) {

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("at", at);
        json.put("command", command);
        json.put("target", target);
        json.put("reason", reason);
        json.put("osUser", osUser);
        json.put("host", host);
        json.put("result", result);
        return json;
    }

    /** @throws ClassCastException when it is no entry */
    static JournalEntry of(Map<String, Object> json) {
        return new JournalEntry(
                (String) json.get("id"),
                (String) json.get("at"),
                (String) json.get("command"),
                (String) json.get("target"),
                (String) json.get("reason"),
                (String) json.get("osUser"),
                (String) json.get("host"),
                (String) json.get("result"));
    }

    public boolean isBeginning() {
        return result == null;
    }
}
