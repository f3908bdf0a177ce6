package com.fingood.runbook.target;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.FenceReport.Status;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps everybody but the database's owner out of a target: who may connect is saved on the target itself, CONNECT is taken from all
 * others, their sessions are ended and counted, and the application's own login is tried. May be killed at any moment: placing again
 * ends what was begun, and lifting gives back what was saved before anything was taken. Only lifting lifts it, never its expiry.
 */
public final class Fence {

    private final Clock clock;

    public Fence(Clock clock) {
        this.clock = clock;
    }

    /**
     * Places it, or ends an earlier attempt of the same run; placed again it is looked at anew and gets the new expiry.
     *
     * @param expires from now; reaching it lifts nothing
     * @throws Refusal REFUSED {@code fence-held} by another run, {@code missing-privilege}; FAILED {@code sessions-remain}; UNREACHABLE
     * @throws Cancellation.Cancelled between two steps; what was begun stands until it is lifted
     */
    public FenceReport place(Target target, String run, Duration expires, Cancellation cancellation) {
        if (!target.dialect().name().equals("postgresql")) {
            return notApplicable(run);
        }
        SessionTag tag = new SessionTag(run, "fence");
        try (Connection connection = open(target, tag)) {
            demandRights(connection, target);
            FencedSessions.demandEndable(connection, target.properties().username());
            Instant until = clock.instant().plus(expires);
            List<String> words = new ArrayList<>();
            FenceTable.Row row = begin(connection, target, run, until);
            cancellation.throwIfCancelled();
            List<String> revoked = revoke(connection);
            words.add(
                    revoked.isEmpty()
                            ? "nobody but the owner may connect already"
                            : "took the right to connect from " + String.join(", ", revoked));
            int own = FencedSessions.ofOurRole(connection);
            int ended = FencedSessions.end(connection, cancellation);
            words.add("ended " + ended + " session(s)");
            List<String> holes = FenceHoles.of(connection, target);
            if (own > 0) {
                holes.add(own + " session(s) of our own role were not ours: if the application connects as "
                        + target.properties().username() + ", no fence keeps it out");
            }
            FenceHoles.Probe probe = FenceHoles.probe(target, tag);
            Optional.ofNullable(probe.hole()).ifPresent(holes::add);
            Optional.ofNullable(probe.words()).ifPresent(words::add);
            FenceTable.placed(connection, row.entry(), until);
            return new FenceReport(run, Status.PLACED, until, ended, holes, words);
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "placing the fence", e);
        }
    }

    /**
     * Gives everybody back the right to connect that they had; does nothing when no fence is there.
     *
     * @param run whose fence it must be
     * @throws Refusal REFUSED {@code fence-held} by another run; UNREACHABLE
     */
    public FenceReport lift(Target target, String run) {
        if (!target.dialect().name().equals("postgresql")) {
            return notApplicable(run);
        }
        try (Connection connection = open(target, new SessionTag(run, "fence"))) {
            List<String> words = new ArrayList<>();
            if (FenceTable.active(connection).isEmpty()) {
                return new FenceReport(run, Status.LIFTED, null, 0, List.of(), List.of("no fence was there"));
            }
            connection.setAutoCommit(false);
            FenceTable.lock(connection);
            Optional<FenceTable.Row> row = FenceTable.active(connection);
            if (row.isPresent()) {
                demandOwn(target, row.get(), run);
                words.addAll(DatabaseAcl.restoreConnect(connection, row.get().acl()));
                FenceTable.lifted(connection, row.get().entry(), clock.instant());
            }
            connection.commit();
            words.add(0, "gave back the right to connect");
            return new FenceReport(run, Status.LIFTED, null, 0, List.of(), words);
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "lifting the fence", e);
        }
    }

    /**
     * Who may do what with the target's database, a line each: to be kept before a fence is placed, since a restore exchanges the
     * database, and the fence's own record with it.
     */
    public List<String> rights(Target target) {
        if (!target.dialect().name().equals("postgresql")) {
            return List.of();
        }
        try (Connection connection = open(target, SessionTag.cli("fence-rights"))) {
            return DatabaseAcl.lines(connection);
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "reading who may connect", e);
        }
    }

    /**
     * Gives back the rights to connect that were kept; what is there already is not touched.
     *
     * @param kept as {@link #rights} told them
     * @return what was done, in words
     */
    public List<String> giveBack(Target target, String run, List<String> kept) {
        if (!target.dialect().name().equals("postgresql")) {
            return List.of();
        }
        try (Connection connection = open(target, new SessionTag(run, "fence"))) {
            List<String> words = new ArrayList<>(DatabaseAcl.restoreConnect(connection, kept));
            words.add(0, "gave back the right to connect to the restored database");
            return words;
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "giving back who may connect", e);
        }
    }

    /** The fence that stands around a target, or was begun; read on a session of its own. */
    public Optional<FenceState> state(Target target) {
        if (!target.dialect().name().equals("postgresql")) {
            return Optional.empty();
        }
        try (Connection connection = open(target, SessionTag.cli("fence-state"))) {
            return FenceTable.active(connection).map(FenceTable.Row::state);
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "looking for a fence", e);
        }
    }

    private static FenceReport notApplicable(String run) {
        return new FenceReport(
                run,
                Status.NOT_APPLICABLE,
                null,
                0,
                List.of("nobody is kept out"),
                List.of(
                        "not applicable: H2 keeps others out only as long as one session has the database for itself, so"
                                + " nothing would stand once this one ends. Stop the application instead."));
    }

    private static Connection open(Target target, SessionTag tag) throws SQLException {
        Connection connection = target.connect(tag);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = '5s'; SET statement_timeout = '30s'");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void demandRights(Connection connection, Target target) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_has_role(datdba, 'USAGE') FROM pg_catalog.pg_database"
                        + " WHERE datname = current_database()")) {
            if (!row.next() || !row.getBoolean(1)) {
                throw Refusal.refused(
                        "missing-privilege",
                        "No fence was placed: only the database's owner can say who may connect. A superuser must run: ALTER"
                                + " DATABASE " + Identifiers.quoted(connection.getCatalog()) + " OWNER TO "
                                + Identifiers.quoted(target.properties().username()) + ".");
            }
        }
    }

    /** Saved and committed before anything is taken; an earlier attempt's row holds what was true before that. */
    private FenceTable.Row begin(Connection connection, Target target, String run, Instant until) throws SQLException {
        FenceTable.prepare(connection);
        connection.setAutoCommit(false);
        try {
            FenceTable.lock(connection);
            Optional<FenceTable.Row> there = FenceTable.active(connection);
            if (there.isPresent()) {
                demandOwn(target, there.get(), run);
            } else {
                FenceTable.begin(connection, run, clock.instant(), until, DatabaseAcl.lines(connection));
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        return FenceTable.active(connection).orElseThrow();
    }

    private static void demandOwn(Target target, FenceTable.Row row, String run) {
        FenceState state = row.state();
        if (!state.run().equals(run)) {
            throw Refusal.refused(
                    "fence-held",
                    "Target " + target.name() + " is fenced by " + state.run() + " since " + state.placed()
                            + ". That fence stands until it is lifted for " + state.run() + ".");
        }
    }

    /** All or none, so that nobody is left out when the fence is looked at half way. */
    private static List<String> revoke(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            List<String> revoked = DatabaseAcl.revokeConnect(connection);
            connection.commit();
            return revoked;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
