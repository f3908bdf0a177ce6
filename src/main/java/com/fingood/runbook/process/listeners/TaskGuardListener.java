package com.fingood.runbook.process.listeners;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.guard.People;
import com.fingood.runbook.process.guard.Submission;
import com.fingood.runbook.process.guard.TaskGuard;
import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.task.IdentityLink;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Translates the engine's task into what the guard asks for. */
@Component
public class TaskGuardListener implements TaskListener {

    private final TaskGuard guard;
    private final People people;

    TaskGuardListener(TaskGuard guard, People people) {
        this.guard = guard;
        this.people = people;
    }

    @Override
    public void notify(DelegateTask task) {
        try {
            guard(task, people.current());
        } catch (Refusal refusal) {
            Submission.byTheEngine();
            throw refusal;
        }
    }

    private void guard(DelegateTask task, Person person) {
        if (EVENTNAME_COMPLETE.equals(task.getEventName())) {
            guard.complete(open(task), person, sent(task));
        } else if (task.getAssignee() != null) {
            guard.mayWorkOn(open(task), person);
        }
    }

    private static OpenTask open(DelegateTask task) {
        Set<String> groups = task.getCandidates().stream()
                .map(IdentityLink::getGroupId)
                .filter(group -> group != null)
                .collect(Collectors.toSet());
        return new OpenTask(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getExecution().getProcessBusinessKey(),
                TaskForms.idOf(task),
                groups,
                task.getAssignee(),
                (String) task.getVariable(Variables.GATE),
                (String) task.getVariable(Variables.APPROVAL));
    }

    private static Map<String, Object> sent(DelegateTask task) {
        Map<String, Object> sent = new HashMap<>();
        Submission submission = Submission.current();
        if (submission != null) {
            submission.written().forEach(name -> sent.put(name, task.getVariable(name)));
        }
        return sent;
    }
}
