package com.fingood.runbook.process.listeners;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** Which form a task shows, read from its own model: {@code camunda:formRef}. */
final class TaskForms {

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    private TaskForms() {}

    static String idOf(DelegateTask task) {
        UserTask element = (UserTask) task.getBpmnModelElementInstance();
        return element.getAttributeValueNs(CAMUNDA, "formRef");
    }
}
