package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.steps.LeaseTaking;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Take the lease. */
@Component("takeLease")
class TakeLeaseDelegate implements JavaDelegate {

    private final ShortSteps steps;
    private final LeaseTaking leases;

    TakeLeaseDelegate(ShortSteps steps, LeaseTaking leases) {
        this.steps = steps;
        this.leases = leases;
    }

    @Override
    public void execute(DelegateExecution execution) {
        steps.run(execution, "not-ready", leases::take);
    }
}
