package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.SchemaDrift;
import org.springframework.stereotype.Component;

/** Find outside changes: the schema is as the run before left it. */
@Component("findOutsideChanges")
class FindOutsideChangesWorker implements GateAction {

    private final SchemaDrift drift;

    FindOutsideChangesWorker(SchemaDrift drift) {
        this.drift = drift;
    }

    @Override
    public String topic() {
        return "findOutsideChanges";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(drift.sinceLastRun(context.run()));
    }
}
