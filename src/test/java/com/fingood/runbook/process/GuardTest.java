package com.fingood.runbook.process;

import com.fingood.runbook.process.Rest.Answer;
import com.fingood.runbook.run.Phase;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.assertions.ProcessEngineTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Every door leads to the same guard, and every refusal has its words; then the clock moves, and people are reminded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunningServer server = RunningServer.shared();
    private final String run = server.started("guarded", "2.0");
    private final String task = server.taskOf(run, "userTask_approveChange");

    @ParameterizedTest
    @ValueSource(strings = {"complete", "submit-form"})
    void the_requester_does_not_approve(String door) {
        refused(server.as("requester").post("/engine-rest/task/" + task + "/" + door, approval(Map.of())), 403);
    }

    @Test
    void the_requester_does_not_approve_by_sending_more_variables() {
        Map<String, Object> more = Map.of("requester", "somebody", "run", "another", "groups", "change-managers");
        refused(server.as("requester").post("/engine-rest/task/" + task + "/complete", approval(more)), 403);
        refused(server.as("manager").post("/engine-rest/task/" + task + "/complete", approval(more)), 400);
    }

    @Test
    void the_requester_does_not_approve_through_tasklist() {
        Answer answer = WebSession.of(server.base(), "requester")
                .send("POST", "/task/" + task + "/submit-form", approval(Map.of()));
        refused(answer, 403);
        assertThat(answer.text()).contains("not-a-candidate").contains("change-managers");
    }

    @Test
    void nobody_walks_around_a_task() {
        Rest manager = server.as("manager");
        refused(manager.post("/engine-rest/task/" + task + "/bpmnError", Map.of("errorCode", "x")), 403);
        refused(manager.post("/engine-rest/task/" + task + "/bpmnEscalation", Map.of("escalationCode", "x")), 403);
        refused(manager.post("/engine-rest/task/" + task + "/resolve", Map.of()), 403);
        String instance = server.bean(TaskService.class)
                .createTaskQuery()
                .taskId(task)
                .singleResult()
                .getProcessInstanceId();
        refused(
                server.as("admin")
                        .put(
                                "/engine-rest/process-instance/" + instance + "/variables/decision",
                                Map.of("value", "approve")),
                403);
        refused(
                manager.post(
                        "/engine-rest/process-instance/" + instance + "/modification",
                        Map.of(
                                "instructions",
                                List.of(Map.of(
                                        "type", "startBeforeActivity", "activityId", "gateway_changeApproved")))),
                403);
        refused(server.as("operator").post("/engine-rest/task/" + task + "/claim", Map.of("userId", "operator")), 403);
        assertThat(server.run(run).phase()).isEqualTo(Phase.CHANGE_APPROVAL);
    }

    @Test
    void a_decision_that_the_form_does_not_know_is_refused_with_the_allowed_ones() {
        Answer unknown = server.as("manager").complete(task, Map.of("decision", "yes"));
        refused(unknown, 400);
        assertThat(unknown.message()).contains("approve, reject");
        refused(server.as("manager").complete(task, Map.of()), 400);
    }

    @Test
    void a_bad_request_leaves_no_instance() {
        int before = server.as("auditor").get("/api/runs").body().size();
        Rest requester = server.as("requester");
        refused(requester.start("nowhere", "2.0"), 400);
        refused(requester.start("guarded", "9.9"), 400);
        refused(requester.start("guarded", "../../etc/passwd"), 400);
        refused(requester.start("guarded", "1.1"), 400);
        refused(requester.start("guarded", "2.3"), 400);
        refused(requester.start("guarded", "2.0"), 409);
        Map<String, Object> start = Rest.variables(Map.of("target", "happy", "version", "2.1", "reason", "x"));
        for (Map<String, Object> trick : List.<Map<String, Object>>of(
                Map.of("businessKey", "mine"),
                Map.of("skipCustomListeners", true),
                Map.of(
                        "startInstructions",
                        List.of(Map.of(
                                "type", "startBeforeActivity", "activityId", "callActivity_executeMigration"))))) {
            Map<String, Object> body = new java.util.HashMap<>(start);
            body.putAll(trick);
            Answer answer = requester.post("/engine-rest/process-definition/key/database-migration/start", body);
            assertThat(answer.status()).as(trick.toString()).isIn(400, 403);
            assertThat(answer.message()).isNotBlank();
        }
        assertThat(requester
                        .post("/engine-rest/process-definition/key/execute-migration/start", Map.of())
                        .status())
                .isIn(403, 404);
        assertThat(server.as("auditor").get("/api/runs").body()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/engine", "/engine-rest/task", "/api/runs", "/api/targets"})
    void nothing_answers_without_a_login(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.base().resolve(path)).build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void who_does_not_answer_in_time_is_reminded_and_the_breach_is_on_record() {
        ProcessEngineTests.init(server.bean(ProcessEngine.class));
        Task open =
                server.bean(TaskService.class).createTaskQuery().taskId(task).singleResult();
        ProcessEngineTests.assertThat(open)
                .hasDefinitionKey("userTask_approveChange")
                .hasCandidateGroup("change-managers");
        int priority = open.getPriority();
        ClockUtil.setCurrentTime(
                Date.from(Instant.now().plus(Duration.ofHours(4).plusMinutes(1))));
        try {
            Awaitility.await("the reminder")
                    .atMost(PATIENCE)
                    .until(() -> server.bean(TaskService.class)
                                    .createTaskQuery()
                                    .taskId(task)
                                    .singleResult()
                                    .getPriority()
                            > priority);
        } finally {
            ClockUtil.reset();
        }
        assertThat(server.bean(com.fingood.runbook.audit.Ledger.class)
                        .of(server.run(run).id()))
                .anyMatch(row -> row.type().equals("ApprovalChased"));
        assertThat(server.task(run, "userTask_approveChange")).contains(task);
    }

    private static Map<String, Object> approval(Map<String, Object> more) {
        Map<String, Object> variables = new java.util.HashMap<>(more);
        variables.put("decision", "approve");
        return Rest.variables(variables);
    }

    private static void refused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.message()).isEqualTo(status);
        assertThat(answer.message()).isNotBlank();
    }
}
