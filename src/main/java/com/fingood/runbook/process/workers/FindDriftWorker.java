package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.SchemaDrift;
import org.springframework.stereotype.Component;

/** Find drift since the rehearsal: the schema is what the change was rehearsed on. */
@Component("findDrift")
class FindDriftWorker implements LongAction {

    private final SchemaDrift drift;

    FindDriftWorker(SchemaDrift drift) {
        this.drift = drift;
    }

    @Override
    public String topic() {
        return "findDrift";
    }

    @Override
    public String errorCode() {
        return "not-ready";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(drift.sinceRehearsal(context.run()));
    }
}
