package com.fingood.runbook.process.engine;

import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.springframework.stereotype.Component;

import java.util.List;

/** Sees every history event in the engine's own transaction, beside the engine's own handler. */
@Component
class RunbookHistoryHandler implements HistoryEventHandler {

    private final SubmissionRecorder submissions;
    private final ProcessEventRecorder processEvents;
    private final AbandonedRuns abandoned;
    private final TimerLateness timers;

    RunbookHistoryHandler(
            SubmissionRecorder submissions,
            ProcessEventRecorder processEvents,
            AbandonedRuns abandoned,
            TimerLateness timers) {
        this.submissions = submissions;
        this.processEvents = processEvents;
        this.abandoned = abandoned;
        this.timers = timers;
    }

    @Override
    public void handleEvent(HistoryEvent event) {
        submissions.record(event);
        processEvents.record(event);
        abandoned.close(event);
        timers.record(event);
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }
}
