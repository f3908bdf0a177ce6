package com.fingood.runbook.process.delegates;

import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunEvents;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.Map;

/** Remind people: the open task rises in every list and the breach is on record. A reminder never decides for a person. */
@Component("remindPeople")
class RemindPeopleDelegate implements JavaDelegate {

    private static final int STEP = 10;
    private static final int MOST = 100;

    private final TaskService tasks;
    private final RunEvents events;
    private final Clock clock;

    RemindPeopleDelegate(TaskService tasks, RunEvents events, Clock clock) {
        this.tasks = tasks;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String key = (String) execution.getVariable("taskKey");
        String instance = execution.getProcessInstanceId();
        tasks.createTaskQuery()
                .processInstanceId(instance)
                .taskDefinitionKey(key)
                .list()
                .forEach(task -> remind(execution, task));
    }

    private void remind(DelegateExecution execution, Task task) {
        tasks.setPriority(task.getId(), Math.min(MOST, task.getPriority() + STEP));
        String claimed = task.getAssignee() == null ? "nobody" : task.getAssignee();
        Map<String, Object> details = Map.of(
                "task",
                task.getTaskDefinitionKey(),
                "due",
                task.getDueDate().toInstant().toString(),
                "claimedBy",
                claimed);
        events.publish(new RunEvent(
                "TaskReminded", execution.getProcessBusinessKey(), null, "runbook", clock.instant(), details));
    }
}
