package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.process.steps.ExaminedContent;
import com.fingood.runbook.process.steps.PerformanceTrouble;
import com.fingood.runbook.process.steps.SuiteRuns;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.validation.Moment;
import com.fingood.runbook.validation.Outcome;
import com.fingood.runbook.validation.Suite;
import com.fingood.runbook.validation.SuiteResult;
import org.springframework.stereotype.Component;

/** Establish the baseline: what is wrong with the data already, and how the declared queries are executed, before anybody touches it. */
@Component("establishBaseline")
class EstablishBaselineWorker implements GateAction {

    private final SuiteRuns suites;
    private final PerformanceTrouble trouble;
    private final ExaminedContent examined;

    EstablishBaselineWorker(SuiteRuns suites, PerformanceTrouble trouble, ExaminedContent examined) {
        this.suites = suites;
        this.trouble = trouble;
        this.examined = examined;
    }

    @Override
    public String topic() {
        return "establishBaseline";
    }

    @Override
    public Result perform(Context context) {
        examined.mark(context.run(), Gate.ESTABLISH_BASELINE);
        SuiteResult integrity =
                suites.run(context.run(), Suite.INTEGRITY, Moment.BASELINE, context.cancellation(), context.progress());
        if (integrity.verdict() == Outcome.UNKNOWN) {
            throw Refusal.failed(
                    "baseline-unknown", "The integrity baseline is not known: " + SuiteRuns.words(integrity));
        }
        String performance = trouble.keepBaseline(context.run(), context.cancellation(), context.progress());
        return Result.of(SuiteRuns.words(integrity) + " Performance: " + performance + ".");
    }
}
