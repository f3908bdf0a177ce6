package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.support.MigrationStop;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Stop the migration that works on the target now, if there is one. */
@Component("stopMigration")
class StopMigrationDelegate implements JavaDelegate {

    private final MigrationStop stop;
    private final ShortSteps steps;

    StopMigrationDelegate(MigrationStop stop, ShortSteps steps) {
        this.stop = stop;
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.within(execution, stop::onTargetOf);
    }
}
