package com.fingood.runbook.process.demo;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.board.RunView.OpenTask;
import com.fingood.runbook.process.guard.FormSchema;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;

/** The demo logins at work: they go through the same guard as everybody. */
@Component
class DemoPeople {

    /** @param login who decided; @param decision what */
    record Taken(String login, String decision) {}

    private final IdentityService identities;
    private final RuntimeService runtime;
    private final TaskService tasks;

    DemoPeople(IdentityService identities, RuntimeService runtime, TaskService tasks) {
        this.identities = identities;
        this.runtime = runtime;
        this.tasks = tasks;
    }

    /** @return the run's id */
    String request(String target, String version, String reason) {
        return as("requester", () -> runtime.startProcessInstanceByKey(
                        "database-migration",
                        Map.of(Variables.TARGET, target, Variables.VERSION, version, Variables.REASON, reason))
                .getBusinessKey());
    }

    /** A member of the task's group claims it and takes the way on, which is the first value of its form. */
    Taken decide(OpenTask task) {
        String login = memberOf(task.groups());
        String formId = tasks.createTaskQuery()
                .taskId(task.id())
                .initializeFormKeys()
                .singleResult()
                .getCamundaFormRef()
                .getKey();
        String decision = FormSchema.onClassPath(formId).firstDecision();
        as(login, () -> {
            tasks.claim(task.id(), login);
            tasks.complete(
                    task.id(),
                    Map.of(Variables.DECISION, decision, "comment", "Taken by the demo's login " + login + "."));
            return null;
        });
        return new Taken(login, decision);
    }

    private String memberOf(List<String> groups) {
        return groups.stream()
                .flatMap(group -> identities.createUserQuery().memberOfGroup(group).list().stream())
                .map(User::getId)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no demo login is in one of " + groups));
    }

    private <T> T as(String login, java.util.function.Supplier<T> work) {
        List<String> groups = identities.createGroupQuery().groupMember(login).list().stream()
                .map(Group::getId)
                .toList();
        identities.setAuthentication(login, groups);
        try {
            return work.get();
        } finally {
            identities.clearAuthentication();
        }
    }
}
