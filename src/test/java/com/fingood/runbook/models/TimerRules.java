package com.fingood.runbook.models;

import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;

import java.util.stream.Stream;

/** Timers that really fire, with durations that configuration can change. */
final class TimerRules {

    private TimerRules() {}

    static Stream<String> onlyOnStepsThatWait(ModelSet set) {
        return set.each().flatMap(model -> model.all(BoundaryEvent.class)
                .filter(TimerRules::isTimer)
                .filter(timer -> !waits(timer.getAttachedTo()))
                .map(timer -> model.says(
                        timer,
                        "never fires while " + timer.getAttachedTo().getId()
                                + " works: delegate and timer share a lock")));
    }

    static Stream<String> deadlinesFromConfiguration(ModelSet set) {
        return set.each().flatMap(model -> model.all(TimerEventDefinition.class)
                .filter(timer ->
                        !timer.getTextContent().strip().matches("\\$\\{(deadlines|gates|support|approvals|watch)\\..*"))
                .map(timer -> model.says(
                        (FlowElement) timer.getParentElement(),
                        "must ask deadlines for its time: "
                                + timer.getTextContent().strip())));
    }

    static boolean isTimer(FlowElement element) {
        return element instanceof CatchEvent event
                && event.getEventDefinitions().stream().anyMatch(TimerEventDefinition.class::isInstance);
    }

    private static boolean waits(Activity host) {
        if (host instanceof SubProcess sub) {
            return sub.getFlowElements().stream()
                    .filter(Activity.class::isInstance)
                    .allMatch(step -> waits((Activity) step));
        }
        return host instanceof UserTask
                || host instanceof CallActivity
                || host instanceof ServiceTask step && StepRules.isExternal(step);
    }
}
