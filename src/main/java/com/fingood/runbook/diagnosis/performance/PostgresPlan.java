package com.fingood.runbook.diagnosis.performance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.ArrayList;
import java.util.List;

/** The answer of EXPLAIN (FORMAT JSON). Conditions in it may hold values; they are read here and never kept. */
final class PostgresPlan {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;

    private PostgresPlan(JsonNode root) {
        this.root = root;
    }

    static PostgresPlan read(String json) {
        try {
            return new PostgresPlan(JSON.readTree(json).path(0));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the server's plan is not JSON");
        }
    }

    Plan plan() {
        List<String> shape = new ArrayList<>();
        shape(top(), 0, shape);
        boolean executed = top().has("Actual Loops");
        return new Plan(
                shape,
                executed ? buffers() : null,
                "buffers",
                top().path("Total Cost").asDouble(),
                executed ? millis() : null);
    }

    /** Shared pages, wherever they came from: whether one was in memory is chance. */
    long buffers() {
        return top().path("Shared Hit Blocks").asLong()
                + top().path("Shared Read Blocks").asLong();
    }

    double millis() {
        return root.path("Execution Time").asDouble();
    }

    boolean uses(String index) {
        return nodes().stream()
                .anyMatch(node -> node.path("Index Name").asText().equals(index));
    }

    /** All steps, the root first. */
    List<JsonNode> nodes() {
        List<JsonNode> all = new ArrayList<>();
        collect(top(), all);
        return all;
    }

    private JsonNode top() {
        return root.path("Plan");
    }

    private static void collect(JsonNode node, List<JsonNode> all) {
        all.add(node);
        node.path("Plans").forEach(child -> collect(child, all));
    }

    private static void shape(JsonNode node, int depth, List<String> lines) {
        StringBuilder line = new StringBuilder("  ".repeat(depth));
        line.append(node.path("Node Type").asText());
        if (node.has("Index Name")) {
            line.append(" using ").append(node.path("Index Name").asText());
        }
        if (node.has("Relation Name")) {
            line.append(" on ").append(node.path("Relation Name").asText());
        }
        lines.add(line.toString());
        node.path("Plans").forEach(child -> shape(child, depth + 1, lines));
    }
}
