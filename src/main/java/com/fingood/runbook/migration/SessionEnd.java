package com.fingood.runbook.migration;

import com.fingood.runbook.target.Dialect;
import com.fingood.runbook.target.LiveSession;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Waits until a session that was closed is gone on the server's side too: killing a client does not stop the server. */
final class SessionEnd {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BEFORE_FORCE = Duration.ofMillis(500);
    private static final long LOOK_AGAIN_MILLIS = 25;

    private SessionEnd() {}

    static boolean await(Predicate<LiveSession> which, Connection observer, Dialect dialect, String run)
            throws SQLException {
        long start = System.nanoTime();
        while (elapsed(start).compareTo(PATIENCE) < 0) {
            List<LiveSession> left =
                    dialect.sessionsOf(observer, run).stream().filter(which).toList();
            if (left.isEmpty()) {
                return true;
            }
            if (elapsed(start).compareTo(BEFORE_FORCE) > 0) {
                for (LiveSession session : left) {
                    dialect.terminate(observer, session);
                }
            }
            pause();
        }
        return false;
    }

    private static Duration elapsed(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
