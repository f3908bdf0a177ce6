package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.watch.Blockers;
import org.springframework.stereotype.Component;

/** Find blockers: the live lock tree around a step that takes longer than expected. */
@Component("findBlockers")
class FindBlockersWorker implements LongAction {

    private final Blockers blockers;

    FindBlockersWorker(Blockers blockers) {
        this.blockers = blockers;
    }

    @Override
    public String topic() {
        return "findBlockers";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(blockers.look(context.run(), context.cancellation()));
    }
}
