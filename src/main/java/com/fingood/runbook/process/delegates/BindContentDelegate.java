package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.steps.ContentBinding;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Bind what was examined: from here on an approval is for exactly this. */
@Component("bindContent")
class BindContentDelegate implements JavaDelegate {

    private final ShortSteps steps;
    private final ContentBinding binding;

    BindContentDelegate(ShortSteps steps, ContentBinding binding) {
        this.steps = steps;
        this.binding = binding;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ContentBinding.Answer answer = steps.answer(execution, binding::bind, ContentBinding.Answer::words);
        execution.setVariable(Variables.CONTENT_STATE, answer.state());
    }
}
