package com.fingood.runbook.diagnosis.blocking;

/**
 * What became of one session that was to be ended.
 *
 * @param application the name it gave itself; empty when it is not known any more
 * @param words what was done and seen, for people
 */
public record EndedSession(SessionRef session, String application, String user, Result result, String words) {

    /** What became of it. */
    public enum Result {
        /** Its statement was cancelled, which was enough; the session lives. */
        CANCELLED,
        /** It was disconnected; what it had not committed is rolled back. */
        TERMINATED,
        /** There was no such session any more. Also when its id belongs to another one now. */
        GONE,
        /** It held nobody up any more, or waited itself: left alone. */
        NO_LONGER_BLOCKING,
        /** Must not or can't be ended by us: left alone. */
        PROTECTED,
        /** It was told to end and did not in time. */
        STILL_THERE
    }

    /** It ended, or its statement did, and we did it. */
    public boolean ended() {
        return result == Result.CANCELLED || result == Result.TERMINATED;
    }
}
