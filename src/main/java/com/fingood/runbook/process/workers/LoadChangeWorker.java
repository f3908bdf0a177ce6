package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.ChangeLoading;
import org.springframework.stereotype.Component;

/** Load the change: it is there, and the target is where it begins. */
@Component("loadChange")
class LoadChangeWorker implements GateAction {

    private final ChangeLoading loading;

    LoadChangeWorker(ChangeLoading loading) {
        this.loading = loading;
    }

    @Override
    public String topic() {
        return "loadChange";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(loading.load(context.run()));
    }
}
