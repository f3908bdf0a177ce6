package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.window.ChangeWindow;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Re-check the window: what took its time before must not lead into a freeze. */
@Component("recheckWindow")
class RecheckWindowDelegate implements JavaDelegate {

    private final ShortSteps steps;
    private final ChangeWindow window;

    RecheckWindowDelegate(ShortSteps steps, ChangeWindow window) {
        this.steps = steps;
        this.window = window;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.run(execution, "not-ready", window::requireOpen);
    }
}
