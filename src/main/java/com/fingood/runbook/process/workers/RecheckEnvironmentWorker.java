package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.EnvironmentGate;
import org.springframework.stereotype.Component;

/** Re-check the environment: the six checks of the preflight once more, since approvals take their time. */
@Component("recheckEnvironment")
class RecheckEnvironmentWorker implements LongAction {

    private final EnvironmentGate environment;

    RecheckEnvironmentWorker(EnvironmentGate environment) {
        this.environment = environment;
    }

    @Override
    public String topic() {
        return "recheckEnvironment";
    }

    @Override
    public String errorCode() {
        return "not-ready";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(environment.recheck(context.run(), context.cancellation()));
    }
}
