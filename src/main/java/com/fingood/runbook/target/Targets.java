package com.fingood.runbook.target;

import com.fingood.runbook.run.Refusal;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The registry of targets, built once from configuration; a bad entry stops the start and names key, value and what is right. */
public final class Targets {

    private final Map<String, Target> byName;

    public Targets(Map<String, TargetProperties> configured) {
        Map<String, Target> all = new LinkedHashMap<>();
        configured.forEach((name, properties) -> all.put(name, TargetValidation.validated(name, properties)));
        this.byName = Collections.unmodifiableMap(all);
        all.values().forEach(this::demandStaging);
    }

    private void demandStaging(Target target) {
        String staging = target.properties().staging();
        if (staging != null && !byName.containsKey(staging)) {
            throw Refusal.badInput(
                    "bad-configuration",
                    "runbook.targets." + target.name() + ".staging is " + staging
                            + "; it must be the name of a registered target: " + String.join(", ", byName.keySet())
                            + ".");
        }
    }

    public Collection<Target> all() {
        return byName.values();
    }

    /** @throws Refusal BAD_INPUT {@code unknown-target}, listing the registered ones */
    public Target get(String name) {
        Target target = byName.get(name);
        if (target == null) {
            throw Refusal.badInput(
                    "unknown-target",
                    "There is no target '" + name + "'. Registered: "
                            + (byName.isEmpty()
                                    ? "none; add one under runbook.targets"
                                    : String.join(", ", byName.keySet()))
                            + ".");
        }
        return target;
    }
}
