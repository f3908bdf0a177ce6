package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.steps.ChangeLoading;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Load the change. */
@Component("loadChange")
class LoadChangeDelegate implements JavaDelegate {

    private final ShortSteps steps;
    private final ChangeLoading loading;

    LoadChangeDelegate(ShortSteps steps, ChangeLoading loading) {
        this.steps = steps;
        this.loading = loading;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.run(execution, "gate-failed", loading::load);
    }
}
