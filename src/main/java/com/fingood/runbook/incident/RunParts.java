package com.fingood.runbook.incident;

import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the engine's database knows of a run, as parts to be preserved beside those of its target. */
public final class RunParts {

    private RunParts() {}

    /** The run itself, its steps with every attempt, and its facts. */
    public static List<Part> of(RunId run, Runs runs, Actions actions, Facts facts) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("run.json", cancellation -> runs.get(run)));
        parts.add(new Part("steps.json", cancellation -> actions.list(run)));
        parts.add(new Part("facts.json", cancellation -> facts(run, facts)));
        return parts;
    }

    private static Map<String, Object> facts(RunId run, Facts facts) {
        Map<String, Object> all = new LinkedHashMap<>();
        facts.names(run)
                .forEach(name -> all.put(
                        name, facts.json(run, name).map(Documents::parsed).orElse(null)));
        return all;
    }
}
