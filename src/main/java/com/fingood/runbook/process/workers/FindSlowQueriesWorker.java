package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.PerformanceTrouble;
import org.springframework.stereotype.Component;

/** Find slow queries: the statements that take most of the target's time now. */
@Component("findSlowQueries")
class FindSlowQueriesWorker implements LongAction {

    private final PerformanceTrouble trouble;

    FindSlowQueriesWorker(PerformanceTrouble trouble) {
        this.trouble = trouble;
    }

    @Override
    public String topic() {
        return "findSlowQueries";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(trouble.findSlowQueries(context.run(), context.cancellation(), context.progress()));
    }
}
