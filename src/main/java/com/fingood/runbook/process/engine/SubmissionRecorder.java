package com.fingood.runbook.process.engine;

import com.fingood.runbook.process.guard.Submission;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.springframework.stereotype.Component;

/** Tells the guard which variables a person's command really wrote; the only place where all doors meet. */
@Component
class SubmissionRecorder {

    void record(HistoryEvent event) {
        Submission submission = Submission.current();
        if (submission != null && event instanceof HistoricVariableUpdateEventEntity update) {
            submission.wrote(update.getVariableName());
        }
    }
}
