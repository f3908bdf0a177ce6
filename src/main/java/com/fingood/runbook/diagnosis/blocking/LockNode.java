package com.fingood.runbook.diagnosis.blocking;

import java.time.Duration;
import java.util.List;

/**
 * A session that waits for others, or holds others up, or both.
 *
 * @param application the name it gave itself; empty when it gave none
 * @param state the server's word for it; {@code prepared}; or {@code hidden} where our role may not see it, which is not idle
 * @param transactionAge since its transaction began; null when it has none or the server does not say
 * @param statementAge since its statement began or, when it is idle, since it has been idle; null when the server does not say
 * @param statement its present or, when it is idle, last statement with each literal as {@code ?}; null = not readable by our role
 * @param waitsFor such as {@code AccessExclusiveLock on public.accounts}; null = waits for nothing
 * @param protection why it must not be ended, and what can be done instead; null = it may be ended
 * @param blocked who waits for it; one who waits for several is unfolded under the first of them only
 */
public record LockNode(
        SessionRef session,
        String application,
        String user,
        String state,
        Duration transactionAge,
        Duration statementAge,
        String statement,
        String waitsFor,
        String protection,
        List<LockNode> blocked) {

    public LockNode {
        blocked = blocked == null ? List.of() : List.copyOf(blocked);
    }

    LockNode with(List<LockNode> waiting) {
        return new LockNode(
                session,
                application,
                user,
                state,
                transactionAge,
                statementAge,
                statement,
                waitsFor,
                protection,
                waiting);
    }

    LockNode protectedBy(String reason) {
        return new LockNode(
                session, application, user, state, transactionAge, statementAge, statement, waitsFor, reason, blocked);
    }
}
