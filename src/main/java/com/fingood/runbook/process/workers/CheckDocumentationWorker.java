package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.DocumentationGate;
import org.springframework.stereotype.Component;

/** Check documentation: complete, and about this change. */
@Component("checkDocumentation")
class CheckDocumentationWorker implements GateAction {

    private final DocumentationGate gate;

    CheckDocumentationWorker(DocumentationGate gate) {
        this.gate = gate;
    }

    @Override
    public String topic() {
        return "checkDocumentation";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(gate.check(context.run()));
    }
}
