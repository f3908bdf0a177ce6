package com.fingood.runbook.diagnosis.blocking;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.Target;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What a kind of database shows of its locks, and how it ends a session. */
interface LockView {

    /** How hard a session is asked. */
    enum Force {
        /** Not at all: only look. */
        NONE,
        /** Cancel its statement; disconnect it when it runs none. */
        GENTLE,
        /** Disconnect it. */
        FIRM
    }

    /** What the server says of one session in the moment at which it was asked to end. */
    enum Finding {
        /** It holds up others, waits for nobody and may be ended; it was asked to, with the given force. */
        BLOCKS,
        GONE,
        NO_LONGER_BLOCKING,
        PROTECTED
    }

    /**
     * @param state of the session; null when it is gone
     * @param waits for somebody itself
     * @param words why it is protected or does not block; null otherwise
     */
    record Answer(Finding finding, String state, boolean waits, String application, String user, String words) {

        static Answer gone() {
            return new Answer(Finding.GONE, null, false, "", "", null);
        }

        boolean isActive() {
            return "active".equals(state);
        }

        /** It holds up nobody at this moment, and still has what may hold up somebody in the next. */
        boolean mayBlockAgain() {
            return finding == Finding.NO_LONGER_BLOCKING && !waits && !"idle".equals(state);
        }
    }

    LockTree look(Connection connection, Cancellation cancellation) throws SQLException;

    /** Looks, and acts only on a session that is still the same, still a root that holds up others, and not protected. */
    Answer ask(Connection connection, SessionRef session, Force force) throws SQLException;

    static LockView of(Target target) {
        return target.dialect().name().equals("h2") ? new H2Locks(target.dialect()) : new PostgresLocks();
    }

    /** For {@code Cancellation.onCancel}: a statement that can't be cancelled any more has ended by itself. */
    static Runnable cancelling(Statement statement) {
        return () -> {
            try {
                statement.cancel();
            } catch (SQLException ended) {
                // Nothing is left to stop.
            }
        };
    }
}
