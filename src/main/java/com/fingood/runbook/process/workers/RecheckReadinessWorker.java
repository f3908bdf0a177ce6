package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.ApprovalRecheck;
import com.fingood.runbook.process.steps.EnvironmentGate;
import com.fingood.runbook.process.steps.SchemaDrift;
import com.fingood.runbook.process.window.ChangeWindow;
import org.springframework.stereotype.Component;

/** Re-check readiness, in the minute before the change: approval, window, environment, drift. A person's go may be an hour old by now. */
@Component("recheckReadiness")
class RecheckReadinessWorker implements LongAction {

    private final ApprovalRecheck approval;
    private final ChangeWindow window;
    private final EnvironmentGate environment;
    private final SchemaDrift drift;

    RecheckReadinessWorker(
            ApprovalRecheck approval, ChangeWindow window, EnvironmentGate environment, SchemaDrift drift) {
        this.approval = approval;
        this.window = window;
        this.environment = environment;
        this.drift = drift;
    }

    @Override
    public String topic() {
        return "recheckReadiness";
    }

    @Override
    public String errorCode() {
        return "not-ready";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(String.join(
                " ",
                approval.check(context.run()),
                window.requireOpen(context.run()),
                environment.recheck(context.run(), context.cancellation()),
                drift.sinceRehearsal(context.run())));
    }
}
