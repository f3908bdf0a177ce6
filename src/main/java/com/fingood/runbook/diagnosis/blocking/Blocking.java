package com.fingood.runbook.diagnosis.blocking;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetFailure;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Looks who holds up whom on a target; changes nothing. */
public final class Blocking {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration FOR_THE_NEXT_TRY = Duration.ofSeconds(6);

    private Blocking() {}

    /**
     * The lock tree now, of all who wait in the target's database.
     *
     * @param tag under which the session that looks is known
     * @throws com.fingood.runbook.run.Refusal UNREACHABLE; FAILED with the server's words, also when it does not let us see
     * @throws Cancellation.Cancelled when it was cancelled
     */
    public static LockTree look(Target target, SessionTag tag, Cancellation cancellation) {
        try (Connection connection = target.connect(tag)) {
            return LockView.of(target).look(connection, cancellation);
        } catch (SQLException e) {
            cancellation.throwIfCancelled();
            throw TargetFailure.of(target.name(), "looking who blocks whom", e);
        }
    }

    /**
     * The lock tree, looked at for a few seconds while it is empty and work of ours is going on: a change that tries for its locks and
     * pauses shows only now and then who holds it up.
     *
     * @throws com.fingood.runbook.run.Refusal as {@link #look}
     */
    public static LockTree find(Target target, SessionTag tag, Cancellation cancellation) {
        LockView view = LockView.of(target);
        long start = System.nanoTime();
        try (Connection connection = target.connect(tag)) {
            LockTree tree = view.look(connection, cancellation);
            while (tree.isEmpty()
                    && System.nanoTime() - start < FOR_THE_NEXT_TRY.toNanos()
                    && changesGoOn(target, connection)) {
                Pause.of(LOOK_AGAIN, cancellation);
                tree = view.look(connection, cancellation);
            }
            return tree;
        } catch (SQLException e) {
            cancellation.throwIfCancelled();
            throw TargetFailure.of(target.name(), "looking who blocks whom", e);
        }
    }

    private static boolean changesGoOn(Target target, Connection connection) throws SQLException {
        return target.dialect().ourSessions(connection).stream()
                .anyMatch(session ->
                        session.tag().endsWith("/migrate") || session.tag().endsWith("/undo"));
    }

    /**
     * The first tree in which a session of the run waits: a migration that tries for its locks and pauses waits only now and then.
     *
     * @param run whose sessions
     * @param atMost how long to look for that; the last tree is given then
     * @throws com.fingood.runbook.run.Refusal as {@link #look}
     */
    public static LockTree watch(Target target, String run, Duration atMost, Cancellation cancellation) {
        LockView view = LockView.of(target);
        long start = System.nanoTime();
        try (Connection connection = target.connect(new SessionTag(run, "blocking"))) {
            LockTree tree = view.look(connection, cancellation);
            while (!tree.involves(run) && System.nanoTime() - start < atMost.toNanos()) {
                Pause.of(LOOK_AGAIN, cancellation);
                tree = view.look(connection, cancellation);
            }
            return tree;
        } catch (SQLException e) {
            cancellation.throwIfCancelled();
            throw TargetFailure.of(target.name(), "looking who blocks whom", e);
        }
    }
}
