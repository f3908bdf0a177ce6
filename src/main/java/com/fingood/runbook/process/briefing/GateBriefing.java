package com.fingood.runbook.process.briefing;

import com.fingood.runbook.process.gates.Deviation;
import com.fingood.runbook.process.gates.Deviations;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.process.gates.GateReport;
import com.fingood.runbook.process.gates.GateReport.Point;
import com.fingood.runbook.process.steps.Observation;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.run.Action;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.RunId;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What forms show about gates: the one that is not met, all that were looked at, and what compliance accepted. */
@Component
public class GateBriefing {

    private final Actions actions;
    private final RunFacts facts;
    private final Deviations deviations;

    GateBriefing(Actions actions, RunFacts facts, Deviations deviations) {
        this.actions = actions;
        this.facts = facts;
        this.deviations = deviations;
    }

    /** Adds what belongs to one gate, its own failure in place of the run's last. */
    public void add(Map<String, Object> briefing, RunId run, Gate gate) {
        String observed = observed(run, gate);
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", gate.topic());
        shown.put("title", gate.title());
        shown.put("outcome", "failed");
        shown.put("observed", observed);
        shown.put("level", gate.groups().replace(",", ", "));
        gate.indispensable().ifPresent(why -> shown.put("indispensable", why));
        briefing.put("gate", shown);
        briefing.put("failure", observed);
        List<Map<String, String>> points =
                facts.gate(run, gate).map(GateBriefing::rows).orElse(List.of());
        briefing.put("points", points);
        briefing.put(
                "missing",
                points.stream()
                        .map(point -> Map.of(
                                "where", point.get("name"), "what", point.get("observed"), "fix", point.get("next")))
                        .toList());
        deviations.open(run.value(), gate).map(GateBriefing::row).ifPresent(asked -> briefing.put("deviation", asked));
    }

    /** What compliance accepted in this run, for every later approver. */
    List<Map<String, String>> deviations(RunId run) {
        return deviations.accepted(run.value()).stream().map(GateBriefing::row).toList();
    }

    /** The steps of the gates that compliance let pass. */
    Set<String> deviated(RunId run) {
        return deviations.accepted(run.value()).stream()
                .map(Deviation::gate)
                .map(Gate::of)
                .flatMap(Optional::stream)
                .map(Gate::step)
                .collect(Collectors.toSet());
    }

    /** Every point that any gate looked at, by the gate's title. */
    List<Map<String, String>> points(RunId run) {
        List<Map<String, String>> all = new ArrayList<>();
        Arrays.stream(Gate.values()).forEach(gate -> facts.gate(run, gate)
                .ifPresent(report -> rows(report).forEach(row -> {
                    Map<String, String> named = new LinkedHashMap<>(row);
                    named.put("gate", gate.title());
                    all.add(named);
                })));
        return all;
    }

    private String observed(RunId run, Gate gate) {
        return actions.last(run, gate.step())
                .map(Action::detail)
                .map(Observation::words)
                .orElse("");
    }

    private static List<Map<String, String>> rows(GateReport report) {
        return report.points().stream().map(GateBriefing::row).toList();
    }

    private static Map<String, String> row(Point point) {
        return Map.of(
                "name", point.name(),
                "outcome", point.outcome(),
                "observed", text(point.observed()),
                "limit", text(point.limit()),
                "next", text(point.next()));
    }

    private static Map<String, String> row(Deviation deviation) {
        return Map.of(
                "gate", Gate.of(deviation.gate()).map(Gate::title).orElse(deviation.gate()),
                "observed", deviation.observed(),
                "askedBy", deviation.askedBy(),
                "reason", deviation.askedBecause(),
                "acceptedBy", text(deviation.decidedBy()),
                "accepted", text(deviation.decidedBecause()),
                "at", Moments.words(deviation.decidedAt() == null ? deviation.askedAt() : deviation.decidedAt()));
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }
}
