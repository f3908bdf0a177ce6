package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Takes the newest version back by its undo script. Flyway runs the script, so that it is parsed as the change was; a history of its
 * own keeps it from meeting the versions that it takes back.
 */
public final class Undoer {

    private final Clock clock;
    private final RandomGenerator random;
    private final Pause pause;

    public Undoer(Clock clock) {
        this(clock, new Random(), Pause::onTheClock);
    }

    /** @param random spreads the pauses between tries */
    Undoer(Clock clock, RandomGenerator random, Pause pause) {
        this.clock = clock;
        this.random = random;
        this.pause = pause;
    }

    /**
     * A failure of the script is no exception: the report says what happened and what is left.
     *
     * @throws Refusal REFUSED {@code no-undo}, {@code undo-edited}, {@code not-newest}, {@code failed-version}, {@code
     *     nothing-to-undo}, {@code target-busy}; BAD_INPUT for a script that can't be run; UNREACHABLE
     */
    public UndoReport undo(
            Target target,
            Change change,
            UndoRequest request,
            Timeouts timeouts,
            Cancellation cancellation,
            Progress progress) {
        SessionTag tag =
                new SessionTag(request.run() == null ? "cli" : request.run().value(), "undo");
        return undo(target, change, request, tag, timeouts, cancellation, progress);
    }

    UndoReport undo(
            Target target,
            Change change,
            UndoRequest request,
            SessionTag tag,
            Timeouts timeouts,
            Cancellation cancellation,
            Progress progress) {
        Script script = UndoCheck.script(change, request.expectedSha256());
        String version = MigrationVersion.fromVersion(change.version()).getVersion();
        MigrationSession session = MigrationSession.open(target, tag, timeouts, cancellation);
        try (session) {
            UndoCheck.demandNewest(HistoryReader.read(session.shared(), target), version, request.evenIfFailed());
            Fingerprint before = Aftermath.schema(session.connection(), target.dialect());
            List<String> invalidBefore = Aftermath.invalidIndexes(session.connection(), target.dialect());
            prepare(session, version);
            HistoryRemoval removal = new HistoryRemoval(session, clock, request, version, script, before.digest());
            LockTries tries = new LockTries(session, progress, random, pause);
            LockTries.Tried last;
            try (StatementProgress observer = StatementProgress.of(session, progress)) {
                last = tries.repeat(
                        () -> {
                            StatementWatch watch =
                                    observer.watching(new StatementWatch(session, progress, script.statements(), null));
                            tries.repeatStatements(watch, before);
                            return new ScriptRun(session, script, watch)
                                    .execute(flyway(session, script, change, request, watch, removal));
                        },
                        attempt -> Verdict.of(session, attempt, null, before, invalidBefore));
            }
            Attempt attempt = last.attempt();
            Verdict verdict = proven(session, version, last.verdict());
            boolean atomic = !target.dialect().name().equals("h2") && !attempt.outsideTransaction();
            return new UndoReport(
                    version,
                    verdict.outcome(),
                    atomic,
                    attempt.statements(),
                    attempt.millis(),
                    before.digest(),
                    attempt.failure() == null ? removal.schemaAfter() : null,
                    attempt.failure(),
                    verdict.left(),
                    tries.told());
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "preparing the undo", e);
        }
    }

    private static FluentConfiguration flyway(
            MigrationSession session,
            Script script,
            Change change,
            UndoRequest request,
            StatementWatch watch,
            HistoryRemoval removal) {
        return TargetFlyway.on(session.shared(), Scripts.only(script, change.undoSettings()))
                .table(TargetFlyway.UNDO_HISTORY)
                .sqlMigrationPrefix("U")
                // An older version may be taken back after a newer one.
                .outOfOrder(true)
                .installedBy(request.actor())
                .callbacks(watch, removal);
    }

    /** Where undo, removal and journal are not one transaction, only looking tells whether all of it happened. */
    private static Verdict proven(MigrationSession session, String version, Verdict claimed) throws SQLException {
        if (claimed.outcome() != ScriptOutcome.APPLIED) {
            return claimed;
        }
        MigrationHistory now = HistoryReader.read(session.shared(), session.target());
        boolean gone = now.row(version).isEmpty();
        List<UndoneVersion> journal = now.undone();
        boolean written =
                !journal.isEmpty() && journal.get(journal.size() - 1).version().equals(version);
        return gone && written
                ? claimed
                : new Verdict(
                        ScriptOutcome.UNKNOWN, List.of("the undo ran, but history and journal do not both say so"));
    }

    private static void prepare(MigrationSession session, String version) throws SQLException {
        Connection connection = session.connection();
        UndoJournal.prepare(connection, session.target().dialect());
        try {
            TargetFlyway.prepare(session.shared(), TargetFlyway.UNDO_HISTORY);
        } catch (FlywayException e) {
            throw FlywayFailure.refusal(session.target(), e);
        }
        // This table only keeps Flyway from running an undo twice; what was undone before stands in the journal.
        try (PreparedStatement delete = connection.prepareStatement(
                "DELETE FROM " + session.qualified(TargetFlyway.UNDO_HISTORY) + " WHERE \"version\" = ?")) {
            delete.setString(1, version);
            delete.executeUpdate();
        }
    }
}
