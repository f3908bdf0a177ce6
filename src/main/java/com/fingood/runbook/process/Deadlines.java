package com.fingood.runbook.process;

import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.Targets;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/**
 * The one bean from which models take their durations ({@code deadlines} in expressions), so that a demo or a test can shorten
 * them. Keys are those of {@code runbook.deadlines}; the values come from RUNBOOK.md's response times.
 */
@Component("deadlines")
public class Deadlines {

    private final Map<String, Duration> configured;
    private final Runs runs;
    private final Targets targets;
    private final Clock clock;

    Deadlines(RunbookProperties properties, Runs runs, Targets targets, Clock clock) {
        this.configured = properties.deadlines();
        this.runs = runs;
        this.targets = targets;
        this.clock = clock;
        configured.forEach(Deadlines::requirePositive);
    }

    /** ISO 8601 duration for a timer. */
    public String after(String key) {
        return of(key).toString();
    }

    /** Repeats for ever: a reminder ends with its task. */
    public String repeat(String key) {
        return "R/" + of(key);
    }

    /** When a task that opens now is due. */
    public Date due(String key) {
        return Date.from(clock.instant().plus(of(key)));
    }

    /** When the maintenance window of this run opens; a moment that has passed opens at once. */
    public Date windowOpens(DelegateExecution execution) {
        Instant asked = runs.get(runOf(execution)).windowStart();
        return Date.from(asked == null ? clock.instant() : asked);
    }

    /** When the team is told that the window is near; where there is none to wait for, at once. */
    public Date hourBeforeWindow(DelegateExecution execution) {
        return Date.from(windowOpens(execution).toInstant().minus(Duration.ofHours(1)));
    }

    /** The target's hard limit for a migration. */
    public String hardLimit(DelegateExecution execution) {
        String target = runs.get(runOf(execution)).target();
        return targets.get(target).properties().limits().migration().toString();
    }

    public Duration of(String key) {
        Duration duration = configured.get(key);
        if (duration == null) {
            throw Refusal.badInput(
                    "unknown-deadline", "runbook.deadlines." + key + " is not set; set it to a duration such as 15m.");
        }
        return duration;
    }

    private static RunId runOf(DelegateExecution execution) {
        return new RunId(execution.getProcessBusinessKey());
    }

    private static void requirePositive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw Refusal.badInput(
                    "bad-configuration",
                    "runbook.deadlines." + key + " is " + value + "; it must be longer than zero, such as 15m.");
        }
    }
}
