package com.fingood.runbook.process.conditions;

import com.fingood.runbook.process.steps.PrivacyImpact;
import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

/** What the models ask about the human checklist. */
@Component("checklist")
public class Checklist {

    private final Runs runs;
    private final RunContent content;
    private final PrivacyImpact privacy;

    Checklist(Runs runs, RunContent content, PrivacyImpact privacy) {
        this.runs = runs;
        this.content = content;
        this.privacy = privacy;
    }

    /** RUNBOOK.md asks for the checklist "before executing any migration in production". */
    public boolean isNeeded(DelegateExecution execution) {
        return content.target(run(execution)).isProduction();
    }

    /** Whether the change adds personal data or gives some another purpose. */
    public boolean concernsPrivacy(DelegateExecution execution) {
        return privacy.isConcerned(run(execution));
    }

    private Run run(DelegateExecution execution) {
        return runs.get(new RunId(execution.getProcessBusinessKey()));
    }
}
