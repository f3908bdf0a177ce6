package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.steps.SuiteRuns;
import com.fingood.runbook.validation.Comparison;
import com.fingood.runbook.validation.Moment;
import com.fingood.runbook.validation.Outcome;
import com.fingood.runbook.validation.Suite;
import com.fingood.runbook.validation.SuiteResult;
import org.springframework.stereotype.Component;

import java.util.Map;

/** Run immediate validation: integrity against before, and the critical business functions (RUNBOOK.md, 0-30 minutes). */
@Component("validateImmediately")
class ValidateImmediatelyWorker implements LongAction {

    private final SuiteRuns suites;

    ValidateImmediatelyWorker(SuiteRuns suites) {
        this.suites = suites;
    }

    @Override
    public String topic() {
        return "validateImmediately";
    }

    @Override
    public Result perform(Context context) {
        SuiteResult integrity =
                suites.run(context.run(), Suite.INTEGRITY, Moment.AFTER, context.cancellation(), context.progress());
        Comparison compared = suites.compare(context.run(), Moment.BEFORE, integrity);
        Outcome verdict = compared.verdict();
        String words = SuiteRuns.words(integrity) + " Against before: " + compared.message() + ".";
        if (suites.hasChecks(context.run(), Suite.CRITICAL)) {
            SuiteResult critical =
                    suites.run(context.run(), Suite.CRITICAL, Moment.AFTER, context.cancellation(), context.progress());
            verdict = verdict == Outcome.PASSED ? critical.verdict() : verdict;
            words += " " + SuiteRuns.words(critical);
        } else {
            words += " There are no critical checks; the approver was told.";
        }
        return new Result(
                "Verdict: " + verdict.label() + ". " + words, Map.of(Variables.VALIDATION_VERDICT, verdict.label()));
    }
}
