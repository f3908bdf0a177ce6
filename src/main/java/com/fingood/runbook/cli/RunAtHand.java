package com.fingood.runbook.cli;

import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.incident.Part;
import com.fingood.runbook.incident.RunParts;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.Target;

import javax.sql.DataSource;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The run that a reading command is about, and what the engine's database knows of it. */
final class RunAtHand {

    private RunAtHand() {}

    /**
     * @param named the run that was asked for; null = the newest open one of this target, if there is any
     * @throws Refusal UNREACHABLE when a run was named and the engine's database is away; BAD_INPUT when it is of another target
     */
    static Optional<RunId> of(EngineAtHand engine, Clock clock, Target target, String named) {
        if (named == null) {
            return engine.dataSource().flatMap(data -> runs(data, clock).active(target.name()).stream()
                    .findFirst()
                    .map(Run::id));
        }
        DataSource data = engine.dataSource()
                .orElseThrow(() -> Refusal.unreachable(
                        "engine-database-unreachable",
                        "What is known of run " + named
                                + " lies in the engine's database, which can't be opened. Leave --run"
                                + " out to go on without it.",
                        null));
        Run run = runs(data, clock).get(new RunId(named));
        if (!run.target().equals(target.name())) {
            throw Refusal.badInput(
                    "run-of-another-target",
                    "Run " + named + " is about " + run.target() + ", not about " + target + ".");
        }
        return Optional.of(run.id());
    }

    static List<Part> parts(EngineAtHand engine, Clock clock, RunId run) {
        List<Part> parts = new ArrayList<>();
        engine.dataSource().ifPresent(data -> {
            parts.addAll(RunParts.of(run, runs(data, clock), new Actions(data, clock), new Facts(data, clock)));
            parts.add(new Part("ledger.json", cancellation -> new Ledger(data).of(run)));
        });
        return parts;
    }

    static Runs runs(DataSource data, Clock clock) {
        return new Runs(data, clock, RunEvents.nowhere());
    }
}
