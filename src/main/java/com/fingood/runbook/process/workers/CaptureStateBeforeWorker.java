package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.RunContent;
import com.fingood.runbook.process.steps.RunFacts;
import com.fingood.runbook.process.steps.SuiteRuns;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.validation.Moment;
import com.fingood.runbook.validation.Outcome;
import com.fingood.runbook.validation.Suite;
import com.fingood.runbook.validation.SuiteResult;
import org.springframework.stereotype.Component;

/** Capture state before: fingerprint and integrity right before the migration (RUNBOOK.md, Execution Documentation 1). */
@Component("captureStateBefore")
class CaptureStateBeforeWorker implements LongAction {

    private final RunContent content;
    private final RunFacts facts;
    private final SuiteRuns suites;

    CaptureStateBeforeWorker(RunContent content, RunFacts facts, SuiteRuns suites) {
        this.content = content;
        this.facts = facts;
        this.suites = suites;
    }

    @Override
    public String topic() {
        return "captureStateBefore";
    }

    @Override
    public String errorCode() {
        return "not-ready";
    }

    @Override
    public Result perform(Context context) {
        SuiteResult integrity =
                suites.run(context.run(), Suite.INTEGRITY, Moment.BEFORE, context.cancellation(), context.progress());
        if (integrity.verdict() == Outcome.UNKNOWN) {
            throw Refusal.failed("state-unknown", "The state before is not known. " + SuiteRuns.words(integrity));
        }
        Fingerprint before =
                content.target(context.run()).fingerprint(context.tag("state-before"), context.cancellation());
        facts.stateBefore(context.run().id(), before);
        return Result.of(
                SuiteRuns.words(integrity) + " Fingerprint " + before.digest().substring(0, 12) + ".");
    }
}
