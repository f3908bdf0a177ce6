package com.fingood.runbook.process;

import com.fingood.runbook.process.approval.ApprovalKind;
import com.fingood.runbook.process.approval.Approvals;
import com.fingood.runbook.process.approval.WantedApproval;
import com.fingood.runbook.process.support.Issue;
import com.fingood.runbook.process.support.IssueKind;
import com.fingood.runbook.process.support.Issues;
import com.fingood.runbook.process.support.NewIssue;
import com.fingood.runbook.run.AllowedPhases;
import com.fingood.runbook.run.NewRun;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstantiationBuilder;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One open task of any kind without the long way to it: its process begins at the task, as the system would come there. */
final class OpenTasks {

    /** @param key of the task in its model */
    record Opened(String run, String instance, String key, String task, String job) {}

    /** The way through the phases, for models that belong to one. */
    private static final List<Phase> WAY =
            List.of(Phase.PREFLIGHT, Phase.CHANGE_APPROVAL, Phase.EXECUTE_MIGRATION, Phase.VALIDATE_MIGRATION);

    private static final List<WantedApproval> ALL_APPROVALS = Arrays.stream(ApprovalKind.values())
            .map(kind -> new WantedApproval(kind, Duration.ofHours(4), Duration.ofHours(72), "a trial"))
            .toList();

    private final RunningServer server;

    OpenTasks(RunningServer server) {
        this.server = server;
    }

    /** A run of a requester's own for each. */
    Opened open(String process, String task, Map<String, Object> variables) {
        Runs runs = server.bean(Runs.class);
        Run run = runs.create(new NewRun("doors", "2.0", "requester", "a task to try doors at", null));
        runs.bindDigest(run.id(), "0".repeat(64));
        if (task.equals(Approvals.TASK)) {
            server.bean(Approvals.class).ask(runs.get(run.id()), null, Instant.now(), ALL_APPROVALS);
        }
        lead(runs, run, process);
        ProcessInstantiationBuilder instance = server.bean(RuntimeService.class)
                .createProcessInstanceByKey(process)
                .businessKey(run.id().value())
                .setVariable("run", run.id().value())
                .setVariables(variables);
        return opened(
                run.id().value(),
                task,
                instance.startBeforeActivity(task).execute().getId());
    }

    /** An issue that a step reports; its level decides who is asked. */
    Opened openIssue(IssueKind kind, String task) {
        Issue issue =
                server.bean(Issues.class).open(new NewIssue("doors", kind, "a task to try doors at", null, "runbook"));
        String instance = server.bean(RuntimeService.class)
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(issue.id())
                .rootProcessInstances()
                .singleResult()
                .getId();
        Awaitility.await("the issue's task")
                .atMost(Duration.ofMinutes(2))
                .until(() -> server.bean(TaskService.class)
                                .createTaskQuery()
                                .processInstanceId(instance)
                                .count()
                        == 1);
        return opened(issue.id(), task, instance);
    }

    /** The engine's Java API as the login filters leave it to somebody. */
    void as(String login, List<String> groups, Runnable work) {
        IdentityService identities = server.bean(IdentityService.class);
        identities.setAuthentication(login, groups);
        try {
            work.run();
        } finally {
            identities.clearAuthentication();
        }
    }

    private Opened opened(String run, String task, String instance) {
        String id = server.bean(TaskService.class)
                .createTaskQuery()
                .processInstanceId(instance)
                .taskDefinitionKey(task)
                .singleResult()
                .getId();
        return new Opened(run, instance, task, id, timerOf(instance));
    }

    /** One of the instance's timers as it is now: one that repeats is another one each time. */
    String timerOf(String instance) {
        return server
                .bean(ManagementService.class)
                .createJobQuery()
                .processInstanceId(instance)
                .timers()
                .list()
                .stream()
                .findFirst()
                .orElseThrow()
                .getId();
    }

    private static void lead(Runs runs, Run run, String process) {
        Phase wanted = Arrays.stream(Phase.values())
                .filter(phase -> phase.label().equals(process))
                .findFirst()
                .orElse(Phase.PREFLIGHT);
        for (Phase phase : WAY) {
            Phase now = runs.get(run.id()).phase();
            if (now != wanted && AllowedPhases.mayFollow(now, phase) && !AllowedPhases.mayFollow(now, wanted)) {
                runs.enterPhase(run.id(), phase);
            }
        }
    }
}
