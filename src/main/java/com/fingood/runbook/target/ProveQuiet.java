package com.fingood.runbook.target;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Proves that nobody of a run is at work on a target: ends its tagged sessions, waits until the server has no more of them, and holds
 * the advisory lock for a moment, which no other change can hold then. First step of every rollback, cancellation and retry.
 */
public final class ProveQuiet {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private ProveQuiet() {}

    /**
     * @return the sessions that were ended; empty = it was quiet already
     * @throws Refusal OUTCOME_UNKNOWN {@code not-quiet} when a session can't be ended or somebody else holds the lock; UNREACHABLE
     */
    public static List<LiveSession> on(Target target, String run, Cancellation cancellation) {
        try (Connection connection = target.connect(new SessionTag(run, "prove-quiet"))) {
            List<LiveSession> ended = endSessions(target, connection, run, cancellation);
            demandLock(target, connection, cancellation);
            return ended;
        } catch (SQLException e) {
            throw TargetFailure.of(target.name(), "proving quiet", e);
        }
    }

    private static List<LiveSession> endSessions(
            Target target, Connection connection, String run, Cancellation cancellation) throws SQLException {
        Dialect dialect = target.dialect();
        List<LiveSession> ended = new ArrayList<>();
        long start = System.nanoTime();
        for (List<LiveSession> left = dialect.sessionsOf(connection, run); !left.isEmpty(); ) {
            for (LiveSession session : left) {
                if (dialect.terminate(connection, session) && !ended.contains(session)) {
                    ended.add(session);
                }
            }
            demandPatience(target, start, left.size() + " session(s) of run " + run + " don't end");
            pause(cancellation);
            left = dialect.sessionsOf(connection, run);
        }
        return ended;
    }

    private static void demandLock(Target target, Connection connection, Cancellation cancellation)
            throws SQLException {
        long start = System.nanoTime();
        while (!target.dialect().tryAdvisoryLock(connection)) {
            demandPatience(target, start, "somebody else holds the lock under which the target is changed");
            pause(cancellation);
        }
        target.dialect().releaseAdvisoryLock(connection);
    }

    private static void demandPatience(Target target, long start, String why) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
            throw Refusal.outcomeUnknown(
                    "not-quiet",
                    "Target " + target + " is not quiet: " + why
                            + ". Look at its sessions, end that one by hand, and try again.");
        }
    }

    private static void pause(Cancellation cancellation) {
        cancellation.throwIfCancelled();
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancellation.throwIfCancelled();
        }
    }
}
