package com.fingood.runbook.process.support;

import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks a migration that works on a target right now to stop: whoever watches it ends it, proves quiet and asks a person. Where none
 * works, or its step can't be asked any more, nothing happens.
 */
@Component
public class MigrationStop {

    private static final String MESSAGE = "stop-requested";

    private final Runs runs;
    private final RuntimeService runtime;
    private final RunEvents events;
    private final Clock clock;

    MigrationStop(Runs runs, @Lazy RuntimeService runtime, RunEvents events, Clock clock) {
        this.runs = runs;
        this.runtime = runtime;
        this.events = events;
        this.clock = clock;
    }

    /** @return what was done, in words */
    public String onTargetOf(Run subject) {
        List<String> asked = new ArrayList<>();
        for (Run run : runs.active(subject.target())) {
            for (Execution waiting : runtime.createExecutionQuery()
                    .processInstanceBusinessKey(run.id().value())
                    .messageEventSubscriptionName(MESSAGE)
                    .list()) {
                runtime.messageEventReceived(MESSAGE, waiting.getId());
                asked.add(run.id().value());
                events.publish(new RunEvent(
                        "StopRequested",
                        run.id().value(),
                        run.target(),
                        "runbook",
                        clock.instant(),
                        Map.of("because", "integrity in doubt: " + subject.id())));
            }
        }
        return asked.isEmpty()
                ? "No migration works on " + subject.target() + " now."
                : "Asked to stop: run " + String.join(", ", asked) + ".";
    }
}
