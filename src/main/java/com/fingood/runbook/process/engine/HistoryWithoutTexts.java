package com.fingood.runbook.process.engine;

import com.fingood.runbook.process.steps.Announcements;
import org.camunda.bpm.engine.impl.history.event.HistoricVariableUpdateEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;

import java.util.List;
import java.util.Set;

/** The engine's own history, without texts that people send out: those are kept once, in the outbox. */
class HistoryWithoutTexts extends DbHistoryEventHandler {

    private static final Set<String> TEXTS = Set.of(Announcements.SUBJECT, Announcements.BODY);

    @Override
    public void handleEvent(HistoryEvent event) {
        if (event instanceof HistoricVariableUpdateEventEntity update && TEXTS.contains(update.getVariableName())) {
            return;
        }
        super.handleEvent(event);
    }

    @Override
    public void handleEvents(List<HistoryEvent> events) {
        events.forEach(this::handleEvent);
    }
}
