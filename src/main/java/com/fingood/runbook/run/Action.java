package com.fingood.runbook.run;

import java.time.Instant;

/**
 * What is known about one attempt of a step.
 *
 * @param finished null while it works, and for ever when its process died
 * @param outcome as its worker named it; null until finished
 * @param detail JSON; null when there is none
 * @param done progress, n of m; null before the first report
 * @param of progress, n of m; null before the first report
 * @param message the newest progress message, or null
 */
public record Action(
        RunId run,
        String step,
        int attempt,
        Instant started,
        Instant finished,
        String outcome,
        String detail,
        Integer done,
        Integer of,
        String message) {

    public boolean isFinished() {
        return finished != null;
    }
}
