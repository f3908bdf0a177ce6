package com.fingood.runbook.validation.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.target.Target;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Alert rules as Prometheus lists them ({@code /api/v1/rules}): at least one must name the target or its database. */
final class AlertRules {

    private final Target target;
    private final Pattern names;

    AlertRules(Target target) {
        this.target = target;
        Set<String> all = new TreeSet<>(Set.of(target.name()));
        String database = target.dialect().databaseOf(target.properties());
        all.add(database.substring(database.lastIndexOf('/') + 1));
        this.names = Pattern.compile(
                all.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?<![\\w-])(", ")(?![\\w-])")),
                Pattern.CASE_INSENSITIVE);
    }

    /** Null when it is no such list. */
    Finding judged(JsonNode document) {
        JsonNode groups = document.path("data").path("groups");
        if (!document.path("status").asText().equals("success") || !groups.isArray()) {
            return null;
        }
        List<String> ours = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (JsonNode group : groups) {
            for (JsonNode rule : group.path("rules")) {
                if (rule.path("type").asText("alerting").equals("alerting") && namesTarget(rule)) {
                    String name = Words.name(rule.path("name").asText());
                    (rule.path("health").asText().equals("err") ? broken : ours).add(name);
                }
            }
        }
        return judged(ours, broken);
    }

    private Finding judged(List<String> ours, List<String> broken) {
        if (!broken.isEmpty()) {
            return Finding.failed(
                            Words.count(broken.size(), "alert rule names", "alert rules name") + " " + target.name()
                                    + " but can't be evaluated.",
                            "Repair these rules; the monitoring system shows why.")
                    .proven(broken);
        }
        return ours.isEmpty()
                ? Finding.failed(
                        "No alert rule names " + target.name() + " or its database.",
                        "Add an alert rule for it: its name in the rule's name, query or labels.")
                : Finding.passed(Words.count(ours.size(), "alert rule names", "alert rules name") + " " + target.name()
                                + ".")
                        .proven(ours);
    }

    private boolean namesTarget(JsonNode rule) {
        if (mentions(rule.path("name")) || mentions(rule.path("query"))) {
            return true;
        }
        for (JsonNode label : rule.path("labels")) {
            if (mentions(label)) {
                return true;
            }
        }
        return false;
    }

    private boolean mentions(JsonNode text) {
        return names.matcher(text.asText()).find();
    }
}
