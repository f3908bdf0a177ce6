package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.ReviewedContent;
import com.fingood.runbook.process.steps.SuiteRuns;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.validation.Moment;
import com.fingood.runbook.validation.Outcome;
import com.fingood.runbook.validation.Suite;
import com.fingood.runbook.validation.SuiteResult;
import org.springframework.stereotype.Component;

/** Establish integrity baseline: what is wrong with the data already, before anybody touches it. Last gate: the digest is bound. */
@Component("establishBaseline")
class EstablishBaselineWorker implements LongAction {

    private final SuiteRuns suites;
    private final ReviewedContent reviewed;

    EstablishBaselineWorker(SuiteRuns suites, ReviewedContent reviewed) {
        this.suites = suites;
        this.reviewed = reviewed;
    }

    @Override
    public String topic() {
        return "establishBaseline";
    }

    @Override
    public String errorCode() {
        return "gate-failed";
    }

    @Override
    public Result perform(Context context) {
        SuiteResult integrity =
                suites.run(context.run(), Suite.INTEGRITY, Moment.BASELINE, context.cancellation(), context.progress());
        if (integrity.verdict() == Outcome.UNKNOWN) {
            throw Refusal.failed(
                    "baseline-unknown", "The integrity baseline is not known: " + SuiteRuns.words(integrity));
        }
        String digest = reviewed.bind(context.run());
        return Result.of(SuiteRuns.words(integrity) + " Digest " + digest.substring(0, 12) + ".");
    }
}
