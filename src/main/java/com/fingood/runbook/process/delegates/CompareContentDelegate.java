package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.steps.ContentBinding;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Compare with what was examined, before people are asked about it. */
@Component("compareContent")
class CompareContentDelegate implements JavaDelegate {

    private final ShortSteps steps;
    private final ContentBinding binding;

    CompareContentDelegate(ShortSteps steps, ContentBinding binding) {
        this.steps = steps;
        this.binding = binding;
    }

    @Override
    public void execute(DelegateExecution execution) {
        ContentBinding.Answer answer = steps.answer(execution, binding::compare, ContentBinding.Answer::words);
        execution.setVariable(Variables.CONTENT_STATE, answer.state());
    }
}
