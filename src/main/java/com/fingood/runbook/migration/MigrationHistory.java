package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;
import org.flywaydb.core.api.MigrationVersion;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What Flyway's history and the undo journal of a target say, beside its change folder, at the moment of reading. */
public final class MigrationHistory {

    private final boolean known;
    private final boolean empty;
    private final List<AppliedVersion> rows;
    private final List<PendingVersion> pending;
    private final List<UndoneVersion> undone;

    MigrationHistory(
            boolean known,
            boolean empty,
            List<AppliedVersion> rows,
            List<PendingVersion> pending,
            List<UndoneVersion> undone) {
        this.known = known;
        this.empty = empty;
        this.rows = List.copyOf(rows);
        this.pending = List.copyOf(pending);
        this.undone = List.copyOf(undone);
    }

    /**
     * Reads it on a session of its own; changes nothing.
     *
     * @throws com.fingood.runbook.run.Refusal UNREACHABLE or FAILED with the server's words
     */
    public static MigrationHistory of(Target target) {
        return of(target, SessionTag.cli("status"));
    }

    public static MigrationHistory of(Target target, SessionTag tag) {
        try (Connection connection = target.connect(tag)) {
            return HistoryReader.read(new OneConnection(connection), target);
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "reading the migration history", e);
        }
    }

    /** False when Flyway has never worked on this database. */
    public boolean known() {
        return known;
    }

    /** True when the database holds nothing but our own bookkeeping. */
    public boolean empty() {
        return empty;
    }

    /** Succeeded versions, in order of installation; a baseline is one of them. */
    public List<AppliedVersion> applied() {
        return rows.stream().filter(AppliedVersion::success).toList();
    }

    public List<AppliedVersion> failed() {
        return rows.stream().filter(row -> !row.success()).toList();
    }

    /** In order of version. */
    public List<PendingVersion> pending() {
        return pending;
    }

    /** Every undo that ever happened, oldest first. */
    public List<UndoneVersion> undone() {
        return undone;
    }

    /** The newest applied version. */
    public Optional<String> current() {
        return newest().map(AppliedVersion::version);
    }

    Optional<AppliedVersion> newest() {
        return applied().stream()
                .filter(row -> row.version() != null)
                .max(Comparator.comparing(row -> MigrationVersion.fromVersion(row.version())));
    }

    /** The history's row of this version, succeeded or failed. */
    public Optional<AppliedVersion> row(String version) {
        MigrationVersion asked = MigrationVersion.fromVersion(version);
        return rows.stream()
                .filter(row -> row.version() != null
                        && MigrationVersion.fromVersion(row.version()).equals(asked))
                .reduce((first, last) -> last);
    }

    /**
     * The version that a baseline row must say before this one can run: the database holds something, but Flyway has never seen it.
     * It is the highest version of the folder below the asked one, or 0. Whoever migrates announces it; migrating writes it.
     */
    public Optional<String> baselineNeeded(String version) {
        if (known || empty) {
            return Optional.empty();
        }
        MigrationVersion asked = MigrationVersion.fromVersion(version);
        return Optional.of(below(asked)
                .reduce((first, last) -> last)
                .map(PendingVersion::version)
                .orElse("0"));
    }

    /** What stands in the way of migrating to this change; empty = nothing. */
    public List<Obstacle> check(Change change) {
        return check(change.version());
    }

    List<Obstacle> check(String version) {
        MigrationVersion asked = MigrationVersion.fromVersion(version);
        List<Obstacle> found = new ArrayList<>();
        failed().forEach(row -> found.add(new Obstacle(
                "failed-version",
                "Version " + row.version() + " failed on " + row.when()
                        + ", and nothing else is migrated before that is cleared up. When it left no more than this row, or an"
                        + " INVALID index of its own, 'runbook repair' clears it away; otherwise undo it with 'runbook undo"
                        + " --even-if-failed', or restore a backup.")));
        applied().stream()
                .filter(AppliedVersion::edited)
                .forEach(row -> found.add(new Obstacle(
                        "applied-file-edited",
                        row.script() + " was edited after it was applied on " + row.when()
                                + ". Bring the file back as it was, and put what is new into a new version.")));
        checkOrder(asked, found);
        if (baselineNeeded(version).isEmpty()) {
            below(asked)
                    .forEach(p -> found.add(new Obstacle(
                            "predecessor-missing",
                            "Version " + p.version() + " (" + p.name() + ") comes before " + asked
                                    + " and is not applied. Migrate it first.")));
        }
        return found;
    }

    private void checkOrder(MigrationVersion asked, List<Obstacle> found) {
        Optional<AppliedVersion> own = row(asked.getVersion()).filter(AppliedVersion::success);
        own.ifPresent(row -> found.add(new Obstacle(
                "already-applied",
                "Version " + asked + " was already applied on " + row.when() + " by " + row.by() + "."
                        + (row.baseline() ? " (A baseline row: nothing was executed.)" : ""))));
        newest().filter(row -> own.isEmpty()
                        && MigrationVersion.fromVersion(row.version()).isNewerThan(asked))
                .ifPresent(row -> found.add(new Obstacle(
                        "out-of-order",
                        "Version " + row.version() + " is applied already, and " + asked
                                + " comes before it. Give the change a version above " + row.version() + ".")));
        if (asked.compareTo(MigrationVersion.fromVersion("0")) <= 0) {
            found.add(new Obstacle("bad-version", "A version must be above 0."));
        }
    }

    private java.util.stream.Stream<PendingVersion> below(MigrationVersion asked) {
        return pending.stream()
                .filter(p -> MigrationVersion.fromVersion(p.version()).compareTo(asked) < 0);
    }
}
