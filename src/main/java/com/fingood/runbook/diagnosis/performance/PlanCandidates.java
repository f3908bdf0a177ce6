package com.fingood.runbook.diagnosis.performance;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The indexes that a query's plan asks for: where many rows were read and thrown away, or a table was read whole for a join. */
final class PlanCandidates {

    private static final long MANY_ROWS = 500;
    private static final int MOST_COLUMNS = 3;
    private static final List<String> JOINS = List.of("Hash Cond", "Merge Cond", "Join Filter");

    private final String query;
    private final PostgresPlan plan;
    private final List<IndexCandidate> found = new ArrayList<>();

    private PlanCandidates(String query, PostgresPlan plan) {
        this.query = query;
        this.plan = plan;
    }

    static List<IndexCandidate> of(String query, PostgresPlan plan) {
        PlanCandidates candidates = new PlanCandidates(query, plan);
        plan.nodes().stream().filter(node -> node.has("Relation Name")).forEach(candidates::scan);
        return candidates.found;
    }

    private void scan(JsonNode node) {
        long loops = Math.max(1, node.path("Actual Loops").asLong());
        long removed = Math.round(node.path("Rows Removed by Filter").asDouble() * loops);
        long kept = Math.round(node.path("Actual Rows").asDouble() * loops);
        if (removed >= MANY_ROWS && removed > kept) {
            filtered(node, removed);
        } else if (node.path("Node Type").asText().equals("Seq Scan") && kept >= MANY_ROWS) {
            joined(node, kept);
        }
    }

    private void filtered(JsonNode node, long removed) {
        ScanConditions conditions = new ScanConditions(
                node.path("Filter").asText(), node.path("Alias").asText());
        List<String> all = Stream.concat(
                        conditions.equal().stream(), conditions.range().stream().limit(1))
                .limit(MOST_COLUMNS)
                .toList();
        String reason = query + " reads " + removed + " rows of " + tableOf(node) + " and throws them away";
        if (!all.isEmpty()) {
            found.add(new IndexCandidate(tableOf(node), all, reason, removed, null));
        }
        if (all.size() > 1) {
            all.forEach(column -> found.add(new IndexCandidate(tableOf(node), List.of(column), reason, removed, null)));
        }
    }

    private void joined(JsonNode node, long rows) {
        String reason = query + " reads all " + rows + " rows of " + tableOf(node) + " for a join";
        plan.nodes().forEach(join -> JOINS.stream().filter(join::has).forEach(key -> {
            ScanConditions conditions = new ScanConditions(
                    join.path(key).asText(), node.path("Alias").asText());
            conditions
                    .equal()
                    .forEach(column ->
                            found.add(new IndexCandidate(tableOf(node), List.of(column), reason, rows, null)));
        }));
    }

    static TableName tableOf(JsonNode node) {
        return new TableName(
                node.path("Schema").asText(), node.path("Relation Name").asText());
    }
}
