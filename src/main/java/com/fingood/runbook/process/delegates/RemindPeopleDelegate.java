package com.fingood.runbook.process.delegates;

import com.fingood.runbook.process.support.Reminders;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Remind people, then ask the next: the open task rises in every list and the breach is on record. It never decides for a person. */
@Component("remindPeople")
class RemindPeopleDelegate implements JavaDelegate {

    private final TaskService tasks;
    private final Reminders reminders;

    RemindPeopleDelegate(TaskService tasks, Reminders reminders) {
        this.tasks = tasks;
        this.reminders = reminders;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String key = (String) execution.getVariable("taskKey");
        tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey(key)
                .list()
                .forEach(task -> reminders.overdue(execution.getProcessBusinessKey(), task));
    }
}
