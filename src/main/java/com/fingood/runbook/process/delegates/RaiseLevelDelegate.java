package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.support.SupportLevel;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Go up a level, since a person said so. */
@Component("raiseLevel")
class RaiseLevelDelegate implements JavaDelegate {

    @Override
    public void execute(DelegateExecution execution) {
        SupportLevel level = SupportLevel.valueOf((String) execution.getVariable(Variables.LEVEL));
        execution.setVariable(Variables.LEVEL, level.next().orElse(level).name());
    }
}
