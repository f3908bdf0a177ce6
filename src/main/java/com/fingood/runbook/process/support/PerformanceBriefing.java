package com.fingood.runbook.process.support;

import com.fingood.runbook.diagnosis.performance.IndexEffect;
import com.fingood.runbook.diagnosis.performance.IndexFault;
import com.fingood.runbook.diagnosis.performance.IndexReport;
import com.fingood.runbook.diagnosis.performance.IndexSuggestion;
import com.fingood.runbook.diagnosis.performance.PerformanceCheck;
import com.fingood.runbook.diagnosis.performance.Plan;
import com.fingood.runbook.diagnosis.performance.SlowQuery;
import com.fingood.runbook.process.steps.PerformanceFacts;
import com.fingood.runbook.run.RunId;
import org.springframework.stereotype.Component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an issue's form shows of performance: plans, slow queries, suggestions. Names, numbers and masked texts only. */
@Component
class PerformanceBriefing {

    private static final int MOST = 20;

    private final PerformanceFacts facts;

    PerformanceBriefing(PerformanceFacts facts) {
        this.facts = facts;
    }

    void addTo(Map<String, Object> briefing, RunId issue) {
        facts.analysed(issue).ifPresent(analysed -> {
            briefing.put("performance", analysed.words());
            put(briefing, "queries", analysed.result() == null ? List.of() : queries(analysed));
        });
        facts.slow(issue).ifPresent(slow -> {
            briefing.put("slow", slow.words());
            put(briefing, "slowQueries", slow.report() == null ? List.of() : slow(slow));
            put(
                    briefing,
                    "slowNotes",
                    slow.report() == null ? List.of() : words(slow.report().notes()));
        });
        facts.suggested(issue).ifPresent(suggested -> {
            briefing.put("indexes", suggested.words());
            IndexReport report = suggested.report();
            put(briefing, "suggestions", report == null ? List.of() : suggestions(report));
            put(briefing, "faults", report == null ? List.of() : faults(report));
            put(briefing, "indexNotes", report == null ? List.of() : words(report.notes()));
            put(briefing, "drafts", words(suggested.drafts()));
        });
    }

    private static void put(Map<String, Object> briefing, String key, List<Map<String, String>> rows) {
        briefing.put(key, rows.stream().limit(MOST).toList());
    }

    private static List<Map<String, String>> words(List<String> lines) {
        return lines.stream().map(line -> Map.of("words", line)).toList();
    }

    private static List<Map<String, String>> queries(PerformanceFacts.Analysed analysed) {
        return analysed.result().checks().stream()
                .map(PerformanceBriefing::query)
                .toList();
    }

    private static Map<String, String> query(PerformanceCheck check) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("id", check.id());
        row.put("outcome", check.outcome().label());
        row.put("planThen", plan(check.then()));
        row.put("planNow", plan(check.now()));
        row.put("touchedThen", touched(check.then()));
        row.put("touchedNow", touched(check.now()));
        row.put("message", check.message());
        return row;
    }

    private static String plan(Plan plan) {
        return plan == null ? "" : plan.shapeWords();
    }

    private static String touched(Plan plan) {
        return plan == null ? "" : plan.touchedWords();
    }

    private static List<Map<String, String>> slow(PerformanceFacts.Slow slow) {
        return slow.report().queries().stream().map(PerformanceBriefing::slow).toList();
    }

    private static Map<String, String> slow(SlowQuery query) {
        return Map.of(
                "statement", query.statement(),
                "calls", String.valueOf(query.calls()),
                "total", "%.1f ms".formatted(query.totalMillis()),
                "mean", "%.2f ms".formatted(query.meanMillis()),
                "blocks", query.blocks() == null ? "" : String.valueOf(query.blocks()),
                "outcome", query.slow() ? "failed" : "passed",
                "state", query.slow() ? "slow" : "quick");
    }

    /** One row for each query that an index helps; an unproven one has a row without numbers. */
    private static List<Map<String, String>> suggestions(IndexReport report) {
        return report.suggestions().stream()
                .flatMap(suggestion -> suggestion.proven()
                        ? suggestion.effects().stream()
                                .filter(IndexEffect::uses)
                                .map(effect -> suggestion(suggestion, effect))
                        : Stream.of(suggestion(suggestion, null)))
                .toList();
    }

    private static Map<String, String> suggestion(IndexSuggestion suggestion, IndexEffect effect) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("outcome", effect == null ? "unknown" : "passed");
        row.put("state", effect == null ? "unproven" : "proven");
        row.put("statement", suggestion.statement());
        row.put("reason", suggestion.reason());
        row.put("query", effect == null ? "" : effect.query());
        row.put("before", effect == null ? "" : numbers(effect.before()));
        row.put("after", effect == null ? "" : numbers(effect.after()));
        return row;
    }

    private static String numbers(Plan plan) {
        return "%s, cost %.0f".formatted(plan.touchedWords(), plan.cost());
    }

    private static List<Map<String, String>> faults(IndexReport report) {
        return report.faults().stream().map(PerformanceBriefing::fault).toList();
    }

    private static Map<String, String> fault(IndexFault fault) {
        return Map.of(
                "index", fault.index(),
                "table", fault.table(),
                "kind", fault.kind().label(),
                "size", fault.bytes() / 1024 + " kB",
                "words", fault.words());
    }
}
