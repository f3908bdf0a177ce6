package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.watch.Blockers;
import org.springframework.stereotype.Component;

/** End the blockers that a person named, and nobody else. */
@Component("endBlockers")
class EndBlockersWorker implements LongAction {

    private final Blockers blockers;

    EndBlockersWorker(Blockers blockers) {
        this.blockers = blockers;
    }

    @Override
    public String topic() {
        return "endBlockers";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(blockers.end(context.run(), context.cancellation()));
    }
}
