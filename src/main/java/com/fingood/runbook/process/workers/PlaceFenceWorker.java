package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.RunFence;
import org.springframework.stereotype.Component;

/** Place the fence, if the change asks for one: from here on until the end of the run nobody else writes. */
@Component("placeFence")
class PlaceFenceWorker implements LongAction {

    private final RunFence fence;

    PlaceFenceWorker(RunFence fence) {
        this.fence = fence;
    }

    @Override
    public String topic() {
        return "placeFence";
    }

    @Override
    public String errorCode() {
        return "not-ready";
    }

    @Override
    public boolean changesTarget() {
        return true;
    }

    @Override
    public Result perform(Context context) {
        return Result.of(fence.place(context.run(), context.cancellation()));
    }
}
