package com.fingood.runbook.cli;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.change.CheckFile;
import com.fingood.runbook.diagnosis.violations.Touched;
import com.fingood.runbook.diagnosis.violations.ViolationAnalysis;
import com.fingood.runbook.diagnosis.violations.ViolationAnalysis.Before;
import com.fingood.runbook.diagnosis.violations.Violations;
import com.fingood.runbook.incident.ChangeReach;
import com.fingood.runbook.incident.RunRecord;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.validation.CheckResults;
import com.fingood.runbook.validation.CheckRunner;
import com.fingood.runbook.validation.Suite;
import com.fingood.runbook.validation.SuiteResult;

import javax.sql.DataSource;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The integrity checks now, beside what the engine's database keeps of before, as far as it is at hand. */
final class ViolationsAtHand {

    private static final SessionTag TAG = SessionTag.cli("violations");

    private final Invocation invocation;
    private final EngineAtHand engine;
    private final Target target;
    private final Clock clock;
    private final Optional<RunId> run;

    ViolationsAtHand(Invocation invocation, EngineAtHand engine, Target target, String namedRun) {
        this.invocation = invocation;
        this.engine = engine;
        this.target = target;
        this.clock = invocation.surroundings().clock();
        this.run = RunAtHand.of(engine, clock, target, namedRun);
    }

    Optional<RunId> run() {
        return run;
    }

    Violations now(Cancellation cancellation) {
        List<CheckFile> checks =
                Suite.INTEGRITY.in(ChangeFolder.at(target.properties().changes()));
        SuiteResult now = new CheckRunner(clock)
                .run(target, Suite.INTEGRITY, checks, TAG, cancellation, new Steps(invocation.answers()));
        return ViolationAnalysis.of(
                target,
                TAG,
                now,
                before(),
                touched(),
                checks.stream().collect(Collectors.toMap(CheckFile::id, CheckFile::sql, (first, second) -> first)));
    }

    private Optional<Before> before() {
        return engine.dataSource().map(CheckResults::new).flatMap(results -> run.flatMap(results::beforeOf)
                .or(() -> results.latestBefore(target.name(), Suite.INTEGRITY))
                .map(kept -> new Before(kept.result(), kept.words())));
    }

    private Touched touched() {
        return engine.dataSource()
                .flatMap(data -> run.map(id -> ChangeReach.of(record(data, id).rehearsal())))
                .orElseGet(Touched::unknown);
    }

    private RunRecord record(DataSource data, RunId id) {
        return new RunRecord(id, new Facts(data, clock));
    }
}
