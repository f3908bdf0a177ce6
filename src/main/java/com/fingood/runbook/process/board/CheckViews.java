package com.fingood.runbook.process.board;

import com.fingood.runbook.run.RunId;
import com.fingood.runbook.validation.CheckResult;
import com.fingood.runbook.validation.CheckResults;
import com.fingood.runbook.validation.Moment;
import com.fingood.runbook.validation.Suite;

import java.util.ArrayList;
import java.util.List;

/** The checks of a run, by moment and suite. */
final class CheckViews {

    private CheckViews() {}

    static List<RunView.Check> of(CheckResults results, RunId run) {
        List<RunView.Check> views = new ArrayList<>();
        for (Moment moment : Moment.values()) {
            for (Suite suite : Suite.values()) {
                results.load(run, moment, suite)
                        .ifPresent(found -> found.checks().forEach(check -> views.add(view(moment, suite, check))));
            }
        }
        return views;
    }

    private static RunView.Check view(Moment moment, Suite suite, CheckResult check) {
        return new RunView.Check(
                moment.label(),
                suite.label(),
                check.id(),
                check.outcome().label(),
                check.observed() == null ? null : Long.toString(check.observed()),
                check.limit() == null ? null : Long.toString(check.limit()));
    }
}
