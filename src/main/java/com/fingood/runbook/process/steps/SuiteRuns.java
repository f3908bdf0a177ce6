package com.fingood.runbook.process.steps;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.validation.CheckResults;
import com.fingood.runbook.validation.CheckRunner;
import com.fingood.runbook.validation.Comparison;
import com.fingood.runbook.validation.Moment;
import com.fingood.runbook.validation.Suite;
import com.fingood.runbook.validation.SuiteResult;
import org.springframework.stereotype.Component;

/** Runs a suite of the change folder on a run's target and keeps what it said, by moment. */
@Component
public class SuiteRuns {

    private final RunContent content;
    private final CheckRunner runner;
    private final CheckResults results;

    SuiteRuns(RunContent content, CheckRunner runner, CheckResults results) {
        this.content = content;
        this.runner = runner;
        this.results = results;
    }

    public boolean hasChecks(Run run, Suite suite) {
        return !suite.in(content.folder(run)).isEmpty();
    }

    public SuiteResult run(Run run, Suite suite, Moment moment, Cancellation cancellation, Progress progress) {
        SuiteResult result = runner.run(
                content.target(run),
                suite,
                suite.in(content.folder(run)),
                new SessionTag(run.id().value(), suite.label() + "-" + moment.label()),
                cancellation,
                progress);
        results.save(run.id(), moment, result);
        return result;
    }

    /** What changed between two moments: conserved results, and violations that are new. */
    public Comparison compare(Run run, Moment before, SuiteResult after) {
        SuiteResult earlier = results.load(run.id(), before, after.suite())
                .orElseThrow(() -> com.fingood.runbook.run.Refusal.failed(
                        "nothing-to-compare",
                        "The " + after.suite().label()
                                + " checks of before the migration are missing, so nothing can be compared."));
        return Comparison.of(earlier, after);
    }

    public static String words(SuiteResult result) {
        return "Suite " + result.suite().label() + ": " + result.message() + ".";
    }
}
