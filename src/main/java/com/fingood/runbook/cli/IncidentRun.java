package com.fingood.runbook.cli;

import com.fingood.runbook.incident.FoundState;
import com.fingood.runbook.incident.RunRecord;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.OwnDatabase;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import javax.sql.DataSource;

import java.time.Clock;

/** A run that an incident is about, read from the engine's database, which is needed: nobody else knows it. */
final class IncidentRun implements AutoCloseable {

    private final Invocation invocation;
    private final OwnDatabase engine;
    private final Run run;

    private IncidentRun(Invocation invocation, OwnDatabase engine, Run run) {
        this.invocation = invocation;
        this.engine = engine;
        this.run = run;
    }

    /** @throws com.fingood.runbook.run.Refusal UNREACHABLE without the engine's database; BAD_INPUT {@code unknown-run} */
    static IncidentRun open(Invocation invocation, String run) {
        RunId id = new RunId(run);
        OwnDatabase engine = invocation.configuration().openEngine();
        try {
            Run found = RunAtHand.runs(
                            engine.dataSource(), invocation.surroundings().clock())
                    .get(id);
            return new IncidentRun(invocation, engine, found);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    Run run() {
        return run;
    }

    DataSource data() {
        return engine.dataSource();
    }

    Clock clock() {
        return invocation.surroundings().clock();
    }

    Facts facts() {
        return new Facts(data(), clock());
    }

    RunRecord record() {
        return new RunRecord(run.id(), facts());
    }

    Target target() {
        return invocation.target(run.target());
    }

    /** The target now; one that is away is told, not refused. */
    FoundState found(Cancellation cancellation) {
        return FoundState.look(target(), run.version(), record(), SessionTag.cli("incident"), cancellation);
    }

    @Override
    public void close() {
        engine.close();
    }
}
