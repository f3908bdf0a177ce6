package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Brings exactly one change to a target; script and history row are committed together where the database can. */
public final class Migrator {

    private final RandomGenerator random;
    private final Pause pause;

    public Migrator() {
        this(new Random(), Pause::onTheClock);
    }

    /** @param random spreads the pauses between tries */
    Migrator(RandomGenerator random, Pause pause) {
        this.random = random;
        this.pause = pause;
    }

    /**
     * Checks, announces a baseline by the report, applies. A failure of the script is no exception: the report says what happened and
     * what is left.
     *
     * @param run null for a command outside any run
     * @param actor who is written into the history
     * @throws Refusal REFUSED when something stands in the way (see {@link MigrationHistory#check}) or the target is busy; BAD_INPUT
     *     for a script that can't be run; UNREACHABLE
     */
    public MigrateReport migrate(
            Target target,
            Change change,
            RunId run,
            String actor,
            Timeouts timeouts,
            Cancellation cancellation,
            Progress progress) {
        SessionTag tag = new SessionTag(run == null ? "cli" : run.value(), "migrate");
        return migrate(target, change, tag, actor, timeouts, cancellation, progress, null);
    }

    MigrateReport migrate(
            Target target,
            Change change,
            SessionTag tag,
            String actor,
            Timeouts timeouts,
            Cancellation cancellation,
            Progress progress,
            StatementTrace trace) {
        Script script = Script.of(change.script());
        ScriptSanity.demand(script);
        // What is measured is measured once; on a clone nobody suffers from a longer wait.
        Timeouts applied = trace == null ? timeouts : timeouts.patient();
        MigrationSession session = MigrationSession.open(target, tag, applied, cancellation);
        try (session) {
            MigrationHistory history = HistoryReader.read(session.shared(), target);
            demandFree(change, history);
            Fingerprint before = Aftermath.schema(session.connection(), target.dialect());
            List<String> invalidBefore = Aftermath.invalidIndexes(session.connection(), target.dialect());
            Optional<String> baseline = history.baselineNeeded(change.version());
            prepareHistory(session, history, baseline);
            LockTries tries = new LockTries(session, progress, random, pause);
            try (StatementProgress observer = StatementProgress.of(session, progress)) {
                LockTries.Tried last = tries.repeat(
                        () -> {
                            StatementWatch watch = observer.watching(
                                    new StatementWatch(session, progress, script.statements(), trace));
                            tries.repeatStatements(watch, before);
                            return new ScriptRun(session, script, watch)
                                    .execute(flyway(session, script, change, actor, watch));
                        },
                        attempt -> Verdict.of(session, attempt, change.version(), before, invalidBefore));
                return report(change, baseline, last, tries);
            }
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "preparing the migration", e);
        }
    }

    private static FluentConfiguration flyway(
            MigrationSession session, Script script, Change change, String actor, StatementWatch watch) {
        return TargetFlyway.on(session.shared(), Scripts.only(script, change.scriptSettings()))
                .target(MigrationVersion.fromVersion(change.version()))
                .installedBy(actor)
                .callbacks(watch);
    }

    private static MigrateReport report(
            Change change, Optional<String> baseline, LockTries.Tried last, LockTries tries) {
        return new MigrateReport(
                change.version(),
                last.verdict().outcome(),
                last.attempt().statements(),
                last.attempt().millis(),
                baseline.orElse(null),
                last.attempt().failure(),
                last.verdict().left(),
                tries.told());
    }

    private static void demandFree(Change change, MigrationHistory history) {
        List<Obstacle> obstacles = history.check(change);
        if (!obstacles.isEmpty()) {
            throw Refusal.refused(
                    obstacles.get(0).code(),
                    "Version " + change.version() + " can't be migrated to. "
                            + obstacles.stream().map(Obstacle::words).collect(Collectors.joining(" ")));
        }
    }

    private static void prepareHistory(MigrationSession session, MigrationHistory history, Optional<String> baseline) {
        if (history.known()) {
            return;
        }
        try {
            if (baseline.isPresent()) {
                TargetFlyway.on(session.shared(), Scripts.none())
                        .baselineVersion(baseline.get())
                        .baselineDescription("as it was before the first change")
                        .load()
                        .baseline();
            } else {
                TargetFlyway.prepare(session.shared(), TargetFlyway.HISTORY);
            }
        } catch (FlywayException e) {
            throw FlywayFailure.refusal(session.target(), e);
        }
    }
}
