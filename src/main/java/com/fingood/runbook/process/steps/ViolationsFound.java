package com.fingood.runbook.process.steps;

import com.fingood.runbook.change.CheckFile;
import com.fingood.runbook.diagnosis.violations.ViolationAnalysis;
import com.fingood.runbook.diagnosis.violations.ViolationAnalysis.Before;
import com.fingood.runbook.diagnosis.violations.Violations;
import com.fingood.runbook.incident.ChangeReach;
import com.fingood.runbook.incident.RunRecord;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.validation.CheckResults;
import com.fingood.runbook.validation.Moment;
import com.fingood.runbook.validation.Suite;
import com.fingood.runbook.validation.SuiteResult;
import org.springframework.stereotype.Component;

import java.util.Optional;
import java.util.stream.Collectors;

/** The violations of a run's or an issue's target, against what was known before the change; kept without the keys of rows. */
@Component
public class ViolationsFound {

    private static final String FACT = "violations";

    private final RunContent content;
    private final SuiteRuns suites;
    private final CheckResults results;
    private final Facts facts;

    ViolationsFound(RunContent content, SuiteRuns suites, CheckResults results, Facts facts) {
        this.content = content;
        this.suites = suites;
        this.results = results;
        this.facts = facts;
    }

    /**
     * Runs the integrity checks.
     *
     * @param subject the run, or the issue in a run's shape
     * @param about the run whose change is in question; empty = the newest that kept what was before
     */
    public Violations look(Run subject, Optional<RunId> about, Cancellation cancellation, Progress progress) {
        SuiteResult now = suites.run(subject, Suite.INTEGRITY, Moment.ISSUE, cancellation, progress);
        Violations found = ViolationAnalysis.of(
                content.target(subject),
                new SessionTag(subject.id().value(), "analyse-violations"),
                now,
                about.flatMap(results::beforeOf)
                        .or(() -> results.latestBefore(subject.target(), Suite.INTEGRITY))
                        .map(kept -> new Before(kept.result(), kept.words())),
                ChangeReach.of(about.flatMap(run -> new RunRecord(run, facts).rehearsal())),
                Suite.INTEGRITY.in(content.folder(subject)).stream()
                        .collect(Collectors.toMap(CheckFile::id, CheckFile::sql, (first, second) -> first)));
        facts.put(subject.id(), FACT, found.withoutEvidence());
        return found;
    }

    /** What was found the last time. */
    public Optional<Violations> of(RunId subject) {
        return facts.get(subject, FACT, Violations.class);
    }
}
