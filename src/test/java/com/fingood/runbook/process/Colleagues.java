package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashMap;
import java.util.Map;

/** The people who answer the human checklist in stories that are about something else. */
final class Colleagues {

    private record Usual(String login, Map<String, Object> answer) {}

    private static final Map<String, Usual> USUAL = Map.of(
            "userTask_notifyTeam", usual("operations", "already-notified"),
            "userTask_planCommunication", usual("business", "already-in-place"),
            "userTask_confirmContacts", usual("incident", "confirm"),
            "userTask_reviewRisk", usual("senior", "accept"),
            "userTask_assessPrivacy", usual("compliance", "accept"),
            "userTask_decideGoOrNoGo", usual("operator", "go"));

    private static final String APPROVAL = "Approve the change: ";

    private static final Map<String, String> OTHERS = Map.of(
            "second change manager", "manager2",
            "compliance officer", "compliance",
            "security team", "security");

    private final RunningServer server;

    Colleagues(RunningServer server) {
        this.server = server;
    }

    /** Answers what is open of the checklist; a task that closes meanwhile is no error. */
    void answer(JsonNode tasks) {
        for (JsonNode task : tasks) {
            Usual usual = USUAL.get(task.path("key").asText());
            if (usual != null) {
                server.as(usual.login()).complete(task.path("id").asText(), usual.answer());
            }
        }
    }

    /** Once the manager of the story has approved, so do those whom the policy asks as well. */
    void approveToo(JsonNode tasks) {
        boolean managerIsAsked = tasks.findValuesAsText("name").contains(APPROVAL + "change manager");
        for (JsonNode task : tasks) {
            if (isAnothersApproval(task) && !managerIsAsked) {
                String who = task.path("name").asText().substring(APPROVAL.length());
                server.as(OTHERS.get(who)).complete(task.path("id").asText(), Map.of("decision", "approve"));
            }
        }
    }

    static boolean isAnothersApproval(JsonNode task) {
        return OTHERS.keySet().stream()
                .anyMatch(who -> task.path("name").asText().equals(APPROVAL + who));
    }

    private static Usual usual(String login, String decision) {
        Map<String, Object> answer = new HashMap<>();
        answer.put("decision", decision);
        answer.put("comment", "agreed in the morning's meeting");
        return new Usual(login, answer);
    }
}
