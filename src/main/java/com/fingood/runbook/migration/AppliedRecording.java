package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Writes the history row of a change whose script is done, but whose row is missing: only when the schema is exactly the one that the
 * rehearsal led to. Nothing of the script is executed. May be killed at any moment and run again.
 */
public final class AppliedRecording {

    private final Clock clock;

    public AppliedRecording(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param before fingerprint of the target right before the attempt
     * @param rehearsedAfter what the target is expected to look like ({@link RehearsalReport#expectedAfter})
     * @param run null outside any run
     * @param actor who is written into history and journal
     * @throws Refusal REFUSED {@code rows-may-be-missing} when the schema tells nothing of what the script did to rows; {@code
     *     not-recordable} when {@link CrashDecision} does not say {@code AFTER_WITHOUT_HISTORY}; {@code target-busy}; UNREACHABLE
     */
    public RepairReport record(
            Target target,
            Change change,
            Fingerprint before,
            Fingerprint rehearsedAfter,
            RunId run,
            String actor,
            Cancellation cancellation) {
        String version = MigrationVersion.fromVersion(change.version()).getVersion();
        demandAllSeen(target, change);
        SessionTag tag = new SessionTag(run == null ? "cli" : run.value(), "record-applied");
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(1));
        MigrationSession session = MigrationSession.open(target, tag, timeouts, cancellation);
        try (session) {
            CrashDecision found = CrashDecision.decide(target, version, before, rehearsedAfter, cancellation);
            if (isUnfinished(session, version, run, found)) {
                return finished(session, run, actor, version);
            }
            if (found.state() != CrashDecision.State.AFTER_WITHOUT_HISTORY) {
                throw Refusal.refused(
                        "not-recordable",
                        "Version " + version + " is not recorded as applied: " + found.reason()
                                + " Only a schema that is exactly the rehearsed one, without its row, is recorded.");
            }
            RepairJournal.prepare(session.connection(), target.dialect());
            journal(session, run, actor, version, false, List.of());
            write(session, change, actor);
            return finished(session, run, actor, version);
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "recording what is applied", e);
        }
    }

    /** A schema that is right says nothing of rows that a script changed in pieces. */
    private static void demandAllSeen(Target target, Change change) {
        if (UnseenRows.mayBeMissing(target, change)) {
            throw Refusal.refused(
                    "rows-may-be-missing",
                    "Version " + change.version()
                            + " is not recorded as applied: its script changes rows too, not in one"
                            + " transaction with its history row, and the schema does not tell whether they were changed."
                            + " Roll back, or put it right by hand.");
        }
    }

    /** The row was written, and then this was killed; or all was done, and nobody heard of it. */
    private static boolean isUnfinished(MigrationSession session, String version, RunId run, CrashDecision found)
            throws SQLException {
        return found.state() == CrashDecision.State.AFTER
                && RepairJournal.last(session.connection(), version, RepairJournal.RECORD, run)
                        .isPresent();
    }

    private static void write(MigrationSession session, Change change, String actor) {
        try {
            TargetFlyway.on(session.shared(), Scripts.only(Script.of(change.script()), change.scriptSettings()))
                    .target(MigrationVersion.fromVersion(change.version()))
                    .installedBy(actor)
                    .skipExecutingMigrations(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw FlywayFailure.refusal(session.target(), e);
        }
    }

    private RepairReport finished(MigrationSession session, RunId run, String actor, String version)
            throws SQLException {
        List<String> done = List.of("recorded version " + version + " as applied, without executing its script");
        boolean already = RepairJournal.last(session.connection(), version, RepairJournal.RECORD, run)
                .filter(RepairJournal.Entry::finished)
                .isPresent();
        if (!already) {
            journal(session, run, actor, version, true, done);
        }
        return new RepairReport(version, done);
    }

    private void journal(
            MigrationSession session, RunId run, String actor, String version, boolean finished, List<String> done)
            throws SQLException {
        RepairJournal.add(
                session.connection(),
                session.qualified(RepairJournal.TABLE),
                new RepairJournal.Author(
                        run, actor, "the schema is the rehearsed one, and the history has no row of it"),
                new RepairJournal.Entry(version, RepairJournal.RECORD, finished, done),
                clock.instant());
    }
}
