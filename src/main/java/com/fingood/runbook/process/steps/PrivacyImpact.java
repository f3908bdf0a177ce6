package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.ChangeDocument;
import com.fingood.runbook.run.Run;
import org.springframework.stereotype.Component;

/** Whether a change has to do with personal data: declared in its document, or found in its script (RUNBOOK.md, GDPR). */
@Component
public class PrivacyImpact {

    /** Rule about a column whose name is that of personal data. */
    public static final String LOOKS_PERSONAL = "SC2";

    private final RunContent content;
    private final RunFacts facts;

    PrivacyImpact(RunContent content, RunFacts facts) {
        this.content = content;
        this.facts = facts;
    }

    /** True also when there is no document to say otherwise. */
    public boolean isConcerned(Run run) {
        boolean declared = content.change(run)
                .document()
                .map(ChangeDocument::personalData)
                .map(columns -> !columns.isEmpty())
                .orElse(true);
        return declared || facts.findings(run.id()).stream().anyMatch(finding -> LOOKS_PERSONAL.equals(finding.rule()));
    }
}
