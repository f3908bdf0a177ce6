package com.fingood.runbook.process;

import com.fingood.runbook.run.AllowedPhases;
import com.fingood.runbook.run.NewRun;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.ProcessInstantiationBuilder;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One open task of any kind without the long way to it: its process begins at the task, as the system would come there. */
final class OpenTasks {

    record Opened(String run, String instance, String task, String job) {}

    /** The way through the phases, for models that belong to one. */
    private static final List<Phase> WAY =
            List.of(Phase.PREFLIGHT, Phase.CHANGE_APPROVAL, Phase.EXECUTE_MIGRATION, Phase.VALIDATE_MIGRATION);

    private final RunningServer server;

    OpenTasks(RunningServer server) {
        this.server = server;
    }

    /** A run of a requester's own for each. */
    Opened open(String process, String task, Map<String, Object> variables) {
        Runs runs = server.bean(Runs.class);
        Run run = runs.create(new NewRun("doors", "2.9", "requester", "a task to try doors at", null));
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
        String job =
                server
                        .bean(ManagementService.class)
                        .createJobQuery()
                        .processInstanceId(instance)
                        .timers()
                        .list()
                        .stream()
                        .findFirst()
                        .orElseThrow()
                        .getId();
        return new Opened(run, instance, id, job);
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
