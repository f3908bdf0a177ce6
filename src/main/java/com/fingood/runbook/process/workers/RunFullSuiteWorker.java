package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.steps.SuiteRuns;
import com.fingood.runbook.process.support.IssueTable;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.validation.CheckResults;
import com.fingood.runbook.validation.Comparison;
import com.fingood.runbook.validation.Moment;
import com.fingood.runbook.validation.Suite;
import com.fingood.runbook.validation.SuiteResult;
import org.springframework.stereotype.Component;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Run the full suite: every integrity check of the target's change folder, in one snapshot that only reads. Where the issue is about a
 * run, its result of before says what is new.
 */
@Component("runFullSuite")
class RunFullSuiteWorker implements LongAction {

    private final SuiteRuns suites;
    private final CheckResults results;
    private final IssueTable issues;

    RunFullSuiteWorker(SuiteRuns suites, CheckResults results, IssueTable issues) {
        this.suites = suites;
        this.results = results;
        this.issues = issues;
    }

    @Override
    public String topic() {
        return "runFullSuite";
    }

    @Override
    public String errorCode() {
        return "suite-not-run";
    }

    @Override
    public Result perform(Context context) {
        SuiteResult integrity =
                suites.run(context.run(), Suite.INTEGRITY, Moment.ISSUE, context.cancellation(), context.progress());
        String against = before(issues.get(context.run().id().value()).run())
                .map(before -> " Against before the migration: "
                        + Comparison.of(before, integrity).message() + ".")
                .orElse("");
        return Result.of(SuiteRuns.words(integrity) + against);
    }

    private Optional<SuiteResult> before(String run) {
        return run == null
                ? Optional.empty()
                : Stream.of(Moment.BEFORE, Moment.BASELINE)
                        .flatMap(moment -> results.load(new RunId(run), moment, Suite.INTEGRITY).stream())
                        .findFirst();
    }
}
