package com.fingood.runbook.process.demo;

import com.fingood.runbook.process.Variables;
import com.fingood.runbook.process.board.RunView.OpenTask;
import com.fingood.runbook.process.guard.FormSchema;
import com.fingood.runbook.process.guard.RefusedRequest;
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

    /**
     * Where the way on is not the way of a demo: it has no monitoring, no staging and no mail server, so its people ask for a deviation
     * and tell each other in another way.
     */
    private static final Map<String, Answer> OTHERWISE = Map.of(
            "fix-failed-gate",
            new Answer("ask-deviation", "The demo has no such system; a real target is configured with one."),
            "provide-staging-evidence",
            new Answer("ask-deviation", "The demo has no staging target; the sample change was rehearsed on a clone."),
            "decide-on-deviation",
            new Answer("accept-deviation", "Accepted for the demo: nothing but sample data is at stake."),
            "notify-team",
            new Answer("already-notified", "Told at the demo's table; no mail server is configured."),
            "plan-communication",
            new Answer("already-in-place", "The plan hangs on the demo's wall; no mail server is configured."));

    private record Answer(String decision, String comment) {}

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
        String formId = tasks.createTaskQuery()
                .taskId(task.id())
                .initializeFormKeys()
                .singleResult()
                .getCamundaFormRef()
                .getKey();
        Answer answer = OTHERWISE.get(formId);
        if (answer == null) {
            answer = new Answer(FormSchema.onClassPath(formId).firstDecision(), "Taken by a login of the demo.");
        }
        Map<String, Object> sent = Map.of(Variables.DECISION, answer.decision(), "comment", answer.comment());
        return new Taken(whoMay(task, sent), answer.decision());
    }

    /** The first of the group's members whom the guard lets: who approved once can't give the second approval. */
    private String whoMay(OpenTask task, Map<String, Object> sent) {
        RuntimeException refusal = null;
        for (String login : membersOf(task.groups())) {
            try {
                as(login, () -> {
                    tasks.claim(task.id(), login);
                    tasks.complete(task.id(), sent);
                    return null;
                });
                return login;
            } catch (RuntimeException e) {
                refusal = e;
                if (RefusedRequest.current() == null) {
                    throw e;
                }
            } finally {
                RefusedRequest.clear();
            }
        }
        throw refusal == null ? new IllegalStateException("no demo login is in one of " + task.groups()) : refusal;
    }

    private List<String> membersOf(List<String> groups) {
        return groups.stream()
                .flatMap(group -> identities.createUserQuery().memberOfGroup(group).list().stream())
                .map(User::getId)
                .toList();
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
