package com.fingood.runbook.incident;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.backup.Verification;
import com.fingood.runbook.diagnosis.violations.Answer;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.migration.RehearsalReport;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.Fingerprint.Difference;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What going back would mean for a run, from evidence: the rehearsal says what the undo loses, the fingerprint what was written since, the
 * backup's own verification how long a restore takes. Reads only.
 */
public final class WayBack {

    /** How the undo and the writes since stand to each other. */
    public record Undo(Answer lossless, Answer fits, Answer newerWrites, List<String> loss, String words) {}

    /** How a restore stands. */
    public record Restore(Answer verified, Answer fits, Answer loses, String words) {}

    private static final int MOST = 20;

    private final Target target;
    private final RunRecord record;
    private final SessionTag tag;

    /** @param tag of the session that looks */
    public WayBack(Target target, RunRecord record, SessionTag tag) {
        this.target = target;
        this.record = record;
        this.tag = tag;
    }

    /** @param limit the immediate lane's */
    public Undo undo(Duration limit, Cancellation cancellation) {
        Optional<RehearsalReport> rehearsal = record.rehearsal();
        Answer lossless = rehearsal.map(report -> Answer.of(report.lossless())).orElse(Answer.UNKNOWN);
        Answer fits = rehearsal
                .filter(report -> report.downMillis() != null)
                .map(report -> Answer.of(report.undoFitsImmediateLane(limit)))
                .orElse(Answer.UNKNOWN);
        Optional<List<Difference>> written = written(cancellation);
        List<String> loss = new ArrayList<>();
        if (lossless != Answer.YES) {
            rehearsal.ifPresent(r -> r.differences().stream().limit(MOST).forEach(d -> loss.add("By the undo: " + d)));
        }
        List<String> since = written.map(list ->
                        list.stream().limit(MOST).map(Difference::toString).toList())
                .orElse(List.of(
                        "it is not known what was written, since the state after the migration was never captured"));
        since.forEach(words -> loss.add("By a restore: " + words));
        String words =
                (lossless == Answer.YES ? "The undo gives everything back" : "The undo does not give everything back")
                        + rehearsal
                                .map(RehearsalReport::downMillis)
                                .map(millis -> duration(millis, fits, limit))
                                .orElse("")
                        + "; "
                        + (since.isEmpty()
                                ? "nothing was written since the migration."
                                : "since the migration: " + String.join(", ", since) + ".");
        Answer newer = written.map(list -> Answer.of(!list.isEmpty())).orElse(Answer.UNKNOWN);
        return new Undo(lossless, fits, newer, loss, words);
    }

    /**
     * @param limit until when a restore must have ended
     * @param newerWrites whether somebody wrote since the change
     */
    public Restore restore(Backups backups, Duration limit, Answer newerWrites) {
        Optional<Backup> backup = record.backup().flatMap(id -> backups.find(target, id));
        if (backup.isEmpty()) {
            return new Restore(Answer.NO, Answer.UNKNOWN, Answer.UNKNOWN, "The run has no backup.");
        }
        String id = backup.get().id();
        Optional<Duration> expected = backups.verificationOf(target, id)
                .filter(Verification::isVerified)
                .map(found -> Duration.ofMillis(found.millis()));
        Answer fits =
                expected.map(time -> Answer.of(time.compareTo(limit) <= 0)).orElse(Answer.UNKNOWN);
        Answer loses = loses(backups, id, newerWrites);
        String words = "Backup " + id + " shows the target at " + backup.get().moment() + ", is "
                + backup.get().status().name().toLowerCase(java.util.Locale.ROOT)
                + expected.map(time -> ", and was restored and compared in " + seconds(time)
                                + " when it was verified (limit " + seconds(limit) + ")")
                        .orElse(", and nobody knows how long restoring it takes")
                + (loses == Answer.YES
                        ? "; a restore loses what was written after it."
                        : loses == Answer.NO
                                ? "; a restore loses nothing."
                                : "; whether a restore loses data is not known.");
        return new Restore(Answer.of(backup.get().isVerified()), fits, loses, words);
    }

    /** Whether the change is in the target's history. */
    public Answer applied(String version) {
        try {
            return Answer.of(MigrationHistory.of(target, tag)
                    .row(version)
                    .filter(row -> row.success())
                    .isPresent());
        } catch (Refusal unreadable) {
            return Answer.UNKNOWN;
        }
    }

    /** What is in the target now beyond the backup: writes since the change, and those between backup and change. */
    private Answer loses(Backups backups, String backup, Answer newerWrites) {
        Optional<Fingerprint> before = record.stateBefore();
        if (newerWrites == Answer.YES || before.isEmpty()) {
            return newerWrites == Answer.YES ? Answer.YES : Answer.UNKNOWN;
        }
        try {
            boolean between = !differences(backups.fingerprintOf(target, backup), before.get())
                    .isEmpty();
            return between ? Answer.YES : newerWrites;
        } catch (Refusal unreadable) {
            return Answer.UNKNOWN;
        }
    }

    /** Empty when it can't be told. */
    private Optional<List<Difference>> written(Cancellation cancellation) {
        return record.stateAfter().map(after -> differences(after, target.fingerprint(tag, cancellation)));
    }

    private static List<Difference> differences(Fingerprint one, Fingerprint other) {
        return one.withoutBookkeeping().differencesTo(other.withoutBookkeeping());
    }

    private static String duration(long millis, Answer fits, Duration limit) {
        return ", took " + millis + " ms on the clone and " + (fits == Answer.YES ? "fits" : "does not fit")
                + " into the immediate lane's " + limit.toSeconds() + " s";
    }

    private static String seconds(Duration time) {
        return Math.max(1, time.toSeconds()) + " s";
    }
}
