package com.fingood.runbook.process.board;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fingood.runbook.process.support.TaskClock;

import java.time.Instant;

/**
 * One clock of a task, for people and other tools.
 *
 * @param clock answer, resolve or decide
 * @param fired when it ran out with nobody there; null = it did not
 * @param breached whether what was asked came too late, or is due and has not come
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClockView(
        String task,
        String key,
        String level,
        String clock,
        Instant opened,
        Instant due,
        Instant fired,
        int firings,
        Instant answered,
        String answeredBy,
        Instant completed,
        String completedBy,
        Instant overtaken,
        boolean breached) {

    static ClockView of(TaskClock row, Instant now) {
        return new ClockView(
                row.taskId(),
                row.taskKey(),
                row.level(),
                row.clock(),
                row.opened(),
                row.due(),
                row.fired(),
                row.firings(),
                row.answered(),
                row.answeredBy(),
                row.completed(),
                row.completedBy(),
                row.overtaken(),
                row.breached(now));
    }
}
