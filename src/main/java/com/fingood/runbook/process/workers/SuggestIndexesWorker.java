package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.PerformanceTrouble;
import org.springframework.stereotype.Component;

/** Suggest indexes: each proven on a copy, and drafted as a change. */
@Component("suggestIndexes")
class SuggestIndexesWorker implements LongAction {

    private final PerformanceTrouble trouble;

    SuggestIndexesWorker(PerformanceTrouble trouble) {
        this.trouble = trouble;
    }

    @Override
    public String topic() {
        return "suggestIndexes";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(trouble.suggestIndexes(context.run(), context.cancellation(), context.progress()));
    }
}
