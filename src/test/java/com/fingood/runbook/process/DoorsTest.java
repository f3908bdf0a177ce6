package com.fingood.runbook.process;

import com.fingood.runbook.process.OpenTasks.Opened;
import com.fingood.runbook.process.Rest.Answer;
import org.assertj.core.api.Assertions;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import static com.fingood.runbook.process.Doors.Door;
import static org.assertj.core.api.Assertions.assertThat;

/** Bad input over every door: refused in words, and nothing is changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsTest {

    private static final String TASK = "userTask_reviewRisk";

    private final RunningServer server = RunningServer.shared();
    private final OpenTasks tasks = new OpenTasks(server);
    private final Opened open = tasks.open("human-checklist", TASK, Map.of());
    private final WebSession senior = WebSession.of(server.base(), "senior");

    static Stream<Door> doors() {
        return Doors.WALKING_AROUND.stream();
    }

    static Stream<Door> badSubmissions() {
        return Doors.BAD_SUBMISSIONS.stream();
    }

    static Stream<Door> badStarts() {
        return Doors.BAD_STARTS.stream();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void nobody_walks_around_a_task_over_rest(Door door) {
        refused(door, server.as("senior").send(door.method(), "/engine-rest" + door.at(open), door.body(open)));
    }

    @ParameterizedTest
    @MethodSource("doors")
    void nobody_walks_around_a_task_over_tasklists_own_api(Door door) {
        refused(door, senior.send(door.method(), door.at(open), door.body(open)));
    }

    @ParameterizedTest
    @MethodSource("badSubmissions")
    void a_submission_that_the_form_does_not_know_is_refused(Door door) {
        refused(door, server.as("senior").send(door.method(), "/engine-rest" + door.at(open), door.body(open)));
        refused(door, senior.send(door.method(), door.at(open), door.body(open)));
    }

    @ParameterizedTest
    @MethodSource("badStarts")
    void a_start_past_the_request_is_refused_to_everybody(Door door) {
        for (String login : List.of("requester", "admin")) {
            // Only this login's own: the runs of others go on meanwhile, and start called processes.
            long before = startedBy(login);
            refused(door, server.as(login).send(door.method(), "/engine-rest" + door.at(open), door.body(open)));
            assertThat(startedBy(login)).isEqualTo(before);
        }
    }

    private long startedBy(String login) {
        return server.bean(HistoryService.class)
                .createHistoricProcessInstanceQuery()
                .startedBy(login)
                .count();
    }

    @Test
    void nobody_but_an_administrator_deploys() {
        long before =
                server.bean(RepositoryService.class).createDeploymentQuery().count();
        for (String login : List.of("senior", "auditor")) {
            refused(null, server.as(login).deploy("mine", "mine.bpmn", "<definitions/>"));
        }
        assertThat(server.bean(RepositoryService.class).createDeploymentQuery().count())
                .isEqualTo(before);
    }

    @Test
    void a_claim_is_its_owners_alone() {
        Opened mine = tasks.open("human-checklist", "userTask_reviewRisk", Map.of());
        String path = "/engine-rest/task/" + mine.task();
        done(server.as("senior").post(path + "/claim", Map.of("userId", "senior")));
        // Somebody else of the same group.
        server.joins("operator", "senior-database-team", () -> {
            refused(null, server.as("operator").post(path + "/unclaim", Map.of()));
            refused(null, server.as("operator").post(path + "/claim", Map.of("userId", "operator")));
            refused(null, server.as("operator").post(path + "/assignee", Map.of("userId", "operator")));
            refused(null, server.as("operator").send("POST", path + "/claim", "{\"userId\": null}"));
            refused(null, server.as("operator").complete(mine.task(), Map.of("decision", "accept")));
        });
        assertThat(task(mine).getAssignee()).isEqualTo("senior");
        done(server.as("senior").post(path + "/unclaim", Map.of()));
        assertThat(task(mine).getAssignee()).isNull();
    }

    @Test
    void who_completes_twice_is_told_who_decided_what_and_when() {
        Opened mine = tasks.open("human-checklist", TASK, Map.of());
        done(server.as("senior").complete(mine.task(), Map.of("decision", "accept")));
        for (Answer again : List.of(
                server.as("senior").complete(mine.task(), Map.of("decision", "accept")),
                senior.send(
                        "POST", "/task/" + mine.task() + "/submit-form", Rest.variables(Map.of("decision", "accept"))),
                server.as("senior").post("/engine-rest/task/" + mine.task() + "/claim", Map.of("userId", "senior")),
                server.as("senior").post("/engine-rest/task/" + mine.task() + "/unclaim", Map.of()))) {
            assertThat(again.status()).as(again.text()).isEqualTo(409);
            assertThat(again.message()).contains("completed by senior with 'accept' at 20");
        }
    }

    @Test
    void of_two_who_complete_at_the_same_moment_one_is_told_so() {
        Opened mine = tasks.open("human-checklist", TASK, Map.of());
        Map<String, Object> no = Map.of("decision", "abort", "comment", "no");
        Answer second = new TransactionTemplate(server.bean(PlatformTransactionManager.class)).execute(first -> {
            tasks.as("senior", List.of("senior-database-team"), () -> server.bean(TaskService.class)
                    .complete(mine.task(), Map.of("decision", "accept")));
            // The first one's browser has not been answered yet; the other's finds the task still open.
            return server.as("senior").complete(mine.task(), no);
        });
        assertThat(second.status()).as(second.text()).isEqualTo(409);
        assertThat(second.message()).contains("Nothing was changed", "at the same moment", "Reload");
        assertThat(server.as("senior").complete(mine.task(), no).message()).contains("by senior with 'accept'");
    }

    @Test
    void a_task_that_never_was_is_a_wrong_request() {
        refused(null, server.as("senior").complete("no-such-task", Map.of("decision", "accept")));
        refused(null, server.as("senior").post("/engine-rest/task/nowhere/claim", Map.of("userId", "senior")));
    }

    private Task task(Opened opened) {
        return server.bean(TaskService.class)
                .createTaskQuery()
                .taskId(opened.task())
                .singleResult();
    }

    private void refused(Door door, Answer answer) {
        assertThat(answer.status()).as("%s: %s", door, answer.text()).isIn(400, 403, 409);
        assertThat(answer.message()).as("%s: %s", door, answer.text()).isNotBlank();
        assertThat(answer.text())
                .as("%s", door)
                .doesNotContain("org.camunda", "com.fingood", "java.lang", "Exception:", "\\tat ", "\tat ");
        assertThat(state()).as("%s changed something", door).isEqualTo(unchanged);
    }

    private final Map<String, Object> unchanged = state();

    /** All that a door could have moved. */
    private Map<String, Object> state() {
        Task task = task(open);
        Map<String, Object> state = new TreeMap<>();
        state.put("assignee", String.valueOf(task.getAssignee()));
        state.put("owner", String.valueOf(task.getOwner()));
        state.put("due", task.getDueDate());
        state.put("priority", task.getPriority());
        state.put("suspended", task.isSuspended());
        state.put(
                "links",
                server.bean(TaskService.class)
                        .getIdentityLinksForTask(open.task())
                        .size());
        state.put(
                "variables", new TreeMap<>(server.bean(RuntimeService.class).getVariables(open.instance())).toString());
        state.put(
                "jobs",
                server.bean(ManagementService.class).createJobQuery().processInstanceId(open.instance()).list().stream()
                        .map(job -> job.getId() + job.getDuedate() + job.getRetries() + job.isSuspended())
                        .sorted()
                        .toList());
        state.put("phase", server.run(open.run()).phase());
        return state;
    }

    private static void done(Answer answer) {
        Assertions.assertThat(answer.status()).as(answer.text()).isIn(200, 204);
    }
}
