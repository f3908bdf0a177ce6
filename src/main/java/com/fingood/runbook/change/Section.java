package com.fingood.runbook.change;

import java.util.Arrays;
import java.util.Optional;

/** The six sections that every migration's document must have (RUNBOOK.md, Documentation Requirements), in its order. */
public enum Section {
    PURPOSE("Purpose", "what the migration does"),
    RISK_ASSESSMENT("Risk assessment", "what can go wrong and what is done about it"),
    TESTING_RESULTS("Testing results", "the evidence of testing in staging"),
    ROLLBACK_PLAN("Rollback plan", "how it is undone and how that is checked"),
    PERFORMANCE_IMPACT("Performance impact", "what gets faster or slower, and how long locks are held"),
    COMPLIANCE_NOTES("Compliance notes", "what SOX, PCI DSS or GDPR have to say about it");

    private final String heading;
    private final String asks;

    Section(String heading, String asks) {
        this.heading = heading;
        this.asks = asks;
    }

    /** As it stands in the document, without the {@code ##}. */
    public String heading() {
        return heading;
    }

    String asks() {
        return asks;
    }

    static Optional<Section> of(String heading) {
        return Arrays.stream(values())
                .filter(s -> s.heading.equalsIgnoreCase(heading.strip()))
                .findFirst();
    }
}
