package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.StatePreserving;
import org.springframework.stereotype.Component;

/** Preserve the state as it is found, before anybody changes more: what can't be had is told, and nothing waits for it. */
@Component("preserveState")
class PreserveStateWorker implements LongAction {

    private final StatePreserving preserving;

    PreserveStateWorker(StatePreserving preserving) {
        this.preserving = preserving;
    }

    @Override
    public String topic() {
        return "preserveState";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(preserving.preserve(context.run(), context.cancellation(), context.progress()));
    }
}
