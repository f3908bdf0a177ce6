package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.RunFence;
import org.springframework.stereotype.Component;

/** Lift the fence: while people think about a failed preparation, the application works. */
@Component("liftFence")
class LiftFenceWorker implements LongAction {

    private final RunFence fence;

    LiftFenceWorker(RunFence fence) {
        this.fence = fence;
    }

    @Override
    public String topic() {
        return "liftFence";
    }

    @Override
    public boolean changesTarget() {
        return true;
    }

    @Override
    public Result perform(Context context) {
        return Result.of(fence.lift(context.run()));
    }
}
