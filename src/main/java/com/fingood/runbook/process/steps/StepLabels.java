package com.fingood.runbook.process.steps;

/** The words of a step, derived from its id: {@code serviceTask_createBackup} is "Create backup" in the model. */
public final class StepLabels {

    private StepLabels() {}

    public static String of(String step) {
        String name = step.substring(step.indexOf('_') + 1);
        String words = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(java.util.Locale.ROOT);
        return words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
    }
}
