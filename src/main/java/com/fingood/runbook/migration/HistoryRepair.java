package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.change.SqlStatements;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;
import org.flywaydb.core.api.MigrationVersion;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Clears away what one failed attempt left that changed nothing else: the INVALID indexes of its interrupted concurrent builds, and its
 * failed row. Never touches another row, never brings a checksum in line with an edited file. May be killed at any moment and run again.
 */
public final class HistoryRepair {

    private static final int MOST_DIFFERENCES = 10;

    private final Clock clock;

    public HistoryRepair(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param run null outside any run
     * @param before what the target looked like before the attempt; null = not known, which only a script of one statement allows
     * @throws Refusal REFUSED {@code nothing-to-repair}, {@code already-applied}, {@code schema-differs}, {@code
     *     state-before-unknown}, {@code rows-may-be-changed}, {@code index-in-use}, {@code target-busy}; UNREACHABLE; FAILED with the
     *     server's words
     */
    public RepairReport repair(
            Target target,
            Change change,
            RunId run,
            String actor,
            String reason,
            Fingerprint before,
            Cancellation cancellation) {
        RepairJournal.Author author = new RepairJournal.Author(run, actor, demandReason(reason));
        SessionTag tag = new SessionTag(run == null ? "cli" : run.value(), "repair");
        Script script = Script.of(change.script());
        String version = MigrationVersion.fromVersion(change.version()).getVersion();
        Duration limit = target.properties().limits().migration();
        Timeouts timeouts = new Timeouts(LockStrategy.once(Duration.ofSeconds(30)), limit, limit, limit);
        MigrationSession session = MigrationSession.open(target, tag, timeouts, cancellation);
        try (session) {
            Optional<AppliedVersion> failed = failedRow(session, version);
            List<LeftIndex> indexes = indexes(session, script, before);
            if (failed.isEmpty() && indexes.isEmpty()) {
                return doneBefore(session, version, run);
            }
            demandNothingElse(session, script, before, indexes);
            RepairJournal.prepare(session.connection(), target.dialect());
            journal(session, author, version, false, List.of());
            List<String> done = dropIndexes(session, script, before);
            finish(session, author, version, failed, done);
            return new RepairReport(version, done);
        } catch (SQLException e) {
            cancellation.throwIfCancelled();
            throw TargetFailure.of(target.name(), "repairing its history", e);
        }
    }

    private static String demandReason(String reason) {
        if (reason == null || reason.isBlank()) {
            throw Refusal.badInput(
                    "reason-missing", "A repair needs a reason: it is kept in the target's journal for good.");
        }
        return reason;
    }

    private static Optional<AppliedVersion> failedRow(MigrationSession session, String version) throws SQLException {
        Optional<AppliedVersion> row =
                HistoryReader.read(session.shared(), session.target()).row(version);
        row.filter(AppliedVersion::success).ifPresent(applied -> {
            throw Refusal.refused(
                    "already-applied",
                    "Version " + version + " is applied (" + applied.when() + "), so there is nothing to repair.");
        });
        return row;
    }

    private static List<LeftIndex> indexes(MigrationSession session, Script script, Fingerprint before)
            throws SQLException {
        return session.target().dialect().name().equals("h2")
                ? List.of()
                : LeftIndex.of(session.connection(), script.text(), before);
    }

    /** An earlier attempt of the same repair may have been killed after its last step. */
    private static RepairReport doneBefore(MigrationSession session, String version, RunId run) throws SQLException {
        return RepairJournal.last(session.connection(), version, RepairJournal.REPAIR, run)
                .filter(RepairJournal.Entry::finished)
                .map(entry -> new RepairReport(version, entry.done()))
                .orElseThrow(() -> Refusal.refused(
                        "nothing-to-repair",
                        "The history has no failed row of version " + version
                                + ", and no INVALID index of it is there: nothing is to be repaired."));
    }

    private static void demandNothingElse(
            MigrationSession session, Script script, Fingerprint before, List<LeftIndex> indexes) throws SQLException {
        boolean one = SqlStatements.of(CopyData.without(script.text())).size() == 1;
        if (before == null && !one) {
            throw Refusal.refused(
                    "state-before-unknown",
                    script.name() + " holds several statements, and nobody knows what the target looked like before, so"
                            + " nobody can tell which of them happened. Undo it with --even-if-failed, or restore a backup.");
        }
        if (!one && UnseenRows.anyChangesRows(script)) {
            throw Refusal.refused(
                    "rows-may-be-changed",
                    script.name() + " changes rows too, and the schema does not tell which of its statements happened."
                            + " Undo it with --even-if-failed, or restore a backup.");
        }
        if (before != null) {
            demandSameSchema(session, before, indexes);
        }
    }

    private static void demandSameSchema(MigrationSession session, Fingerprint before, List<LeftIndex> indexes)
            throws SQLException {
        List<String> expected = indexes.stream().map(LeftIndex::key).toList();
        List<String> others =
                before
                        .schemaOnly()
                        .differencesTo(Aftermath.schema(
                                session.connection(), session.target().dialect()))
                        .stream()
                        .filter(difference -> !expected.contains(difference.key()))
                        .map(Fingerprint.Difference::toString)
                        .toList();
        if (!others.isEmpty()) {
            throw Refusal.refused(
                    "schema-differs",
                    "The schema is not as it was before the failed attempt: "
                            + String.join("; ", others.subList(0, Math.min(MOST_DIFFERENCES, others.size())))
                            + ". Taking the failed row away would hide that. Undo it with --even-if-failed, or restore a backup.");
        }
    }

    private static List<String> dropIndexes(MigrationSession session, Script script, Fingerprint before)
            throws SQLException {
        List<String> done = new ArrayList<>();
        // Looked at anew before each: what waits for its lock drops whatever the index has become meanwhile.
        for (List<LeftIndex> left = indexes(session, script, before); !left.isEmpty(); ) {
            LeftIndex index = left.get(0);
            if (index.busy()) {
                throw Refusal.refused(
                        "index-in-use",
                        "Index " + index.name() + " is INVALID, but somebody builds an index on its table or vacuums it"
                                + " right now. Wait for that to end, and repair again.");
            }
            session.interruption().enter();
            try (Statement statement = session.connection().createStatement()) {
                statement.execute("DROP INDEX CONCURRENTLY IF EXISTS " + index.name());
            } finally {
                session.interruption().leave();
            }
            done.add("dropped the INVALID index " + index.name());
            left = indexes(session, script, before);
        }
        return done;
    }

    /** Row and entry in one transaction. */
    private void finish(
            MigrationSession session,
            RepairJournal.Author author,
            String version,
            Optional<AppliedVersion> failed,
            List<String> done)
            throws SQLException {
        Connection connection = session.connection();
        connection.setAutoCommit(false);
        try {
            if (failed.isPresent()) {
                removeRow(session, version, failed.get().rank());
                done.add("removed the failed row of version " + version + " from the history");
            }
            journal(session, author, version, true, done);
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void removeRow(MigrationSession session, String version, int rank) throws SQLException {
        boolean h2 = session.target().dialect().name().equals("h2");
        try (PreparedStatement delete = session.connection()
                .prepareStatement("DELETE FROM " + session.qualified(TargetFlyway.HISTORY)
                        + " WHERE \"version\" = ? AND \"installed_rank\" = ? AND "
                        + (h2 ? "NOT \"success\"" : "NOT success"))) {
            delete.setString(1, version);
            delete.setInt(2, rank);
            int rows = delete.executeUpdate();
            if (rows != 1) {
                throw Refusal.failed(
                        "history-not-as-expected",
                        "The history holds " + rows + " failed rows of version " + version
                                + " instead of one. Nothing was removed.");
            }
        }
    }

    private void journal(
            MigrationSession session, RepairJournal.Author author, String version, boolean finished, List<String> done)
            throws SQLException {
        RepairJournal.add(
                session.connection(),
                session.qualified(RepairJournal.TABLE),
                author,
                new RepairJournal.Entry(version, RepairJournal.REPAIR, finished, done),
                clock.instant());
    }
}
