package com.fingood.runbook.process.support;

import java.time.Instant;

/**
 * One clock of one task: by when who had to do what, and when they did. A clock is never set anew: a level that is asked later has its
 * own.
 *
 * @param run run or issue
 * @param level support level, or {@link #ROLE} for a task that only its own role decides
 * @param clock {@link #ANSWER}, {@link #RESOLVE} or {@link #DECIDE}
 * @param fired when it first ran out with nobody there; null = never
 * @param repeated when it last ran out
 * @param answered when somebody first claimed or completed the task after this clock began; null = nobody yet
 * @param completed null while it is open
 * @param overtaken when the task was no longer needed; null = it was, or still is
 */
public record TaskClock(
        String run,
        String taskId,
        String taskKey,
        String level,
        String clock,
        Instant opened,
        Instant due,
        Instant fired,
        Instant repeated,
        int firings,
        Instant answered,
        String answeredBy,
        Instant completed,
        String completedBy,
        Instant overtaken) {

    public static final String ROLE = "role";
    public static final String ANSWER = "answer";
    public static final String RESOLVE = "resolve";
    public static final String DECIDE = "decide";

    /** Whether what was asked came too late, or has not come yet although it is due. */
    public boolean breached(Instant now) {
        Instant done = first(ANSWER.equals(clock) ? answered : null, completed, overtaken);
        return (done == null ? now : done).isAfter(due);
    }

    private static Instant first(Instant... candidates) {
        for (Instant candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }
}
