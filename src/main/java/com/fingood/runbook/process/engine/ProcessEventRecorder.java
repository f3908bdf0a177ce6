package com.fingood.runbook.process.engine;

import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricTaskInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** Writes process events to the ledger in the engine's own transaction: what is rolled back was never said. */
@Component
class ProcessEventRecorder {

    private final RunEvents events;
    private final Clock clock;

    ProcessEventRecorder(RunEvents events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    void record(HistoryEvent event) {
        if (event instanceof HistoricTaskInstanceEventEntity task) {
            task(task);
        } else if (event instanceof HistoricActivityInstanceEventEntity activity) {
            timer(activity);
        } else if (event instanceof HistoricProcessInstanceEventEntity process) {
            process(process);
        }
    }

    private void process(HistoricProcessInstanceEventEntity event) {
        if (event.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_END)) {
            publish(
                    event,
                    "ProcessEnded",
                    Map.of("process", event.getProcessDefinitionKey(), "state", String.valueOf(event.getState())));
        } else if (event.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_START)) {
            publish(event, "ProcessStarted", Map.of("process", event.getProcessDefinitionKey()));
        }
    }

    private void task(HistoricTaskInstanceEventEntity event) {
        Map<String, Object> details = new HashMap<>(Map.of("task", event.getTaskDefinitionKey()));
        if (event.getDueDate() != null) {
            details.put("due", event.getDueDate().toInstant().toString());
        }
        switch (event.getEventType()) {
            case "create" -> publish(event, "TaskOpened", details);
            case "delete" -> publish(event, "TaskOvertaken", details);
            default -> {
                // "complete": the guard records TaskDecided with the decision; a claim is recorded where its clock is.
            }
        }
    }

    private void timer(HistoricActivityInstanceEventEntity event) {
        boolean fired = "boundaryTimer".equals(event.getActivityType()) && "start".equals(event.getEventType());
        if (fired) {
            publish(event, "TimerFired", Map.of("timer", event.getActivityId()));
        }
    }

    private void publish(HistoryEvent event, String type, Map<String, Object> details) {
        ExecutionEntity instance =
                Context.getCommandContext().getExecutionManager().findExecutionById(event.getProcessInstanceId());
        String run = instance == null ? null : instance.getBusinessKey();
        if (run != null) {
            events.publish(new RunEvent(type, run, null, "runbook", clock.instant(), details));
        }
    }
}
