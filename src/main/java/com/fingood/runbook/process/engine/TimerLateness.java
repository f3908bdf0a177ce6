package com.fingood.runbook.process.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.camunda.bpm.engine.impl.history.event.HistoricJobLogEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.springframework.stereotype.Component;

import java.time.Duration;

/** Measures how long after its due date each timer fired. */
@Component
class TimerLateness {

    private final Timer lateness;

    TimerLateness(MeterRegistry registry) {
        this.lateness = Timer.builder("runbook.timers.lateness")
                .description("From a timer's due date until it has fired on this node")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    void record(HistoryEvent event) {
        if (event instanceof HistoricJobLogEvent job
                && job.getJobDueDate() != null
                && job.isEventOfType(HistoryEventTypes.JOB_SUCCESS)
                && String.valueOf(job.getJobDefinitionType()).startsWith("timer-")) {
            Duration late = Duration.between(
                    job.getJobDueDate().toInstant(), job.getTimestamp().toInstant());
            lateness.record(late.isNegative() ? Duration.ZERO : late);
        }
    }
}
