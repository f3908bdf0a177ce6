package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.PerformanceTrouble;
import com.fingood.runbook.process.steps.Subjects;
import org.springframework.stereotype.Component;

/** Analyse performance: plans and pages of the declared queries now, against the baseline. */
@Component("analysePerformance")
class AnalysePerformanceWorker implements LongAction {

    private final PerformanceTrouble trouble;
    private final Subjects subjects;

    AnalysePerformanceWorker(PerformanceTrouble trouble, Subjects subjects) {
        this.trouble = trouble;
        this.subjects = subjects;
    }

    @Override
    public String topic() {
        return "analysePerformance";
    }

    @Override
    public Result perform(Context context) {
        return Result.of(trouble.analyse(
                context.run(), subjects.runOf(context.run().id().value()), context.cancellation(), context.progress()));
    }
}
