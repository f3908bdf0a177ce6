package com.fingood.runbook.migration;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a target stands after an attempt whose end nobody saw, by its history row and its schema. To be asked once no session of the
 * run lives any more: an open transaction shows nothing yet.
 *
 * @param state what can be said for sure
 * @param reason why, for a person
 * @param differences how the schema differs from before, in words
 */
public record CrashDecision(State state, String reason, List<String> differences) {

    public enum State {
        /** It did not happen: it may be run again. */
        BEFORE,
        /** It is done, history row included. */
        AFTER,
        /** The schema is the rehearsed one, but the history does not say so: to be recorded after approval, never run again. */
        AFTER_WITHOUT_HISTORY,
        /** Nothing fits: preserve the state and ask a person. */
        UNKNOWN
    }

    public CrashDecision {
        differences = List.copyOf(differences);
    }

    /**
     * @param before fingerprint of this target right before the attempt; its schema is compared, column positions included
     * @param rehearsedAfter what the target is expected to look like afterwards ({@link RehearsalReport#expectedAfter}), or null when
     *     there was no rehearsal; compared without column positions, which a copy does not keep
     */
    public static CrashDecision decide(
            Target target, String version, Fingerprint before, Fingerprint rehearsedAfter, Cancellation cancellation) {
        Objects.requireNonNull(before);
        cancellation.throwIfCancelled();
        try (Connection connection = target.connect(SessionTag.cli("crash-decision"))) {
            Fingerprint now = Aftermath.schema(connection, target.dialect());
            Optional<AppliedVersion> row =
                    HistoryReader.read(new OneConnection(connection), target).row(version);
            return decide(
                    version,
                    before.schemaOnly(),
                    rehearsedAfter == null ? null : rehearsedAfter.schemaOnly(),
                    now,
                    row);
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "deciding what happened", e);
        }
    }

    private static CrashDecision decide(
            String version, Fingerprint before, Fingerprint after, Fingerprint now, Optional<AppliedVersion> row) {
        List<String> differences =
                before.differencesTo(now).stream().map(Object::toString).toList();
        boolean isAfter = after != null
                && after.ignoringPositions()
                        .differencesTo(now.ignoringPositions())
                        .isEmpty();
        if (row.isPresent() && !row.get().success()) {
            return new CrashDecision(
                    State.UNKNOWN, "The history holds a failed row of version " + version + ".", differences);
        }
        if (row.isPresent()) {
            return after == null || isAfter
                    ? new CrashDecision(
                            State.AFTER, "The history says that version " + version + " is applied.", differences)
                    : new CrashDecision(
                            State.UNKNOWN,
                            "The history says that version " + version
                                    + " is applied, but the schema is not the one that the rehearsal led to.",
                            differences);
        }
        if (differences.isEmpty()) {
            return new CrashDecision(
                    State.BEFORE,
                    "The schema is as it was before, and the history has no row of version " + version + ".",
                    differences);
        }
        if (isAfter) {
            return new CrashDecision(
                    State.AFTER_WITHOUT_HISTORY,
                    "The schema is the one that the rehearsal led to, but the history has no row of version " + version
                            + ".",
                    differences);
        }
        return new CrashDecision(
                State.UNKNOWN, "The schema is neither the one before nor the one that is expected after.", differences);
    }
}
