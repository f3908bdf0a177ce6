package com.fingood.runbook.process.demo;

import com.fingood.runbook.run.Refusal;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What the demo shows. */
public enum Story {
    HAPPY("2.0", "Every payment gets an end-to-end id: rehearsed, approved, migrated, validated.", "completed"),
    ROLLBACK(
            "2.6",
            "A quarterly fee passes every gate; then books move meanwhile, it breaks them, validation finds it, and it is taken back.",
            "rolled-back");

    private final String version;
    private final String plot;
    private final String expectedOutcome;

    Story(String version, String plot, String expectedOutcome) {
        this.version = version;
        this.plot = plot;
        this.expectedOutcome = expectedOutcome;
    }

    String version() {
        return version;
    }

    String plot() {
        return plot;
    }

    String expectedOutcome() {
        return expectedOutcome;
    }

    /** @throws Refusal BAD_INPUT listing the stories */
    public static Story of(String name) {
        return Arrays.stream(values())
                .filter(story -> story.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Refusal.badInput(
                        "unknown-story",
                        "There is no story '" + name + "'. Stories: "
                                + Arrays.stream(values())
                                        .map(s -> s.name().toLowerCase(java.util.Locale.ROOT))
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
