package com.fingood.runbook.models;

import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;

import java.util.stream.Stream;

import static com.fingood.runbook.models.KnownNames.CHANGING_DELEGATES;
import static com.fingood.runbook.models.KnownNames.DELEGATES;
import static com.fingood.runbook.models.KnownNames.SAME_STEP;
import static com.fingood.runbook.models.KnownNames.TOPICS;

/** Steps that the system carries out. */
final class StepRules {

    private StepRules() {}

    static Stream<String> asyncBeforeEffects(ModelSet set) {
        return set.each().flatMap(model -> model.all(Activity.class)
                .filter(StepRules::actsInTheEngine)
                .filter(step -> !step.isCamundaAsyncBefore())
                .map(step -> model.says(step, "needs asyncBefore, or its failure undoes the step before it")));
    }

    static Stream<String> retryCycle(ModelSet set) {
        return set.each().flatMap(model -> model.all(FlowNode.class)
                .filter(step -> step.isCamundaAsyncBefore() || step.isCamundaAsyncAfter())
                .filter(step -> !expectedRetries(step).equals(retries(step)))
                .map(step -> model.says(step, "needs the retry cycle " + expectedRetries(step))));
    }

    static Stream<String> idIsTheBean(ModelSet set) {
        return set.each().flatMap(model -> model.all(ServiceTask.class)
                .filter(step -> !step.getId().equals("serviceTask_" + beanOrTopic(step)))
                .filter(step -> !beanOrTopic(step).equals(SAME_STEP.get(ModelFile.suffix(step))))
                .filter(step -> !(step.getId().startsWith("serviceTask_remind")
                        && beanOrTopic(step).equals("remindPeople")))
                .map(step -> model.says(step, "must be named like its bean or topic " + beanOrTopic(step))));
    }

    static Stream<String> knownBeansAndTopics(ModelSet set) {
        return set.each().flatMap(model -> model.all(ServiceTask.class)
                .filter(step -> !(isExternal(step) ? TOPICS : DELEGATES).contains(beanOrTopic(step)))
                .map(step -> model.says(step, "no bean or topic is named " + beanOrTopic(step))));
    }

    static boolean isExternal(ServiceTask step) {
        return "external".equals(step.getCamundaType());
    }

    /** Works inside the engine's own transaction, in contrast to a worker or a person. */
    static boolean actsInTheEngine(Activity step) {
        return step instanceof CallActivity
                || step instanceof BusinessRuleTask
                || step instanceof ServiceTask service && !isExternal(service);
    }

    private static String beanOrTopic(ServiceTask step) {
        if (isExternal(step)) return String.valueOf(step.getCamundaTopic());
        return String.valueOf(step.getCamundaDelegateExpression()).replaceAll("^\\$\\{|}$", "");
    }

    private static String expectedRetries(FlowNode step) {
        boolean changing = step instanceof ServiceTask service && CHANGING_DELEGATES.contains(beanOrTopic(service));
        return changing ? "R1/PT0S" : "R3/PT10S";
    }

    private static String retries(FlowNode step) {
        if (step.getExtensionElements() == null) return "";
        return step
                .getExtensionElements()
                .getElementsQuery()
                .filterByType(CamundaFailedJobRetryTimeCycle.class)
                .list()
                .stream()
                .findFirst()
                .map(cycle -> cycle.getTextContent())
                .orElse("");
    }
}
