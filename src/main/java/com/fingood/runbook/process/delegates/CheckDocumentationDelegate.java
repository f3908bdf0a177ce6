package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.steps.DocumentationGate;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Check documentation. */
@Component("checkDocumentation")
class CheckDocumentationDelegate implements JavaDelegate {

    private final ShortSteps steps;
    private final DocumentationGate gate;

    CheckDocumentationDelegate(ShortSteps steps, DocumentationGate gate) {
        this.steps = steps;
        this.gate = gate;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.run(execution, "gate-failed", gate::check);
    }
}
