package com.fingood.runbook.process;

import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.audit.LedgerRow;
import com.fingood.runbook.process.OpenTasks.Opened;
import com.fingood.runbook.process.Rest.Answer;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.RunOutcome;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Administrators intervene where nobody else may, and every time it is on record; a gate opens for them no more than for others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministratorTest {

    private static final String TASK = "userTask_reviewRisk";
    private static final String MODEL = "<bpmn:definitions xmlns:bpmn=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
            + " xmlns:camunda=\"http://camunda.org/schema/1.0/bpmn\" targetNamespace=\"x\"><bpmn:process id=\"by-hand\""
            + " isExecutable=\"true\" camunda:historyTimeToLive=\"1\"><bpmn:startEvent id=\"start\"/></bpmn:process>"
            + "</bpmn:definitions>";

    private final RunningServer server = RunningServer.shared();
    private final OpenTasks tasks = new OpenTasks(server);
    private final Instant begin = Instant.now().minus(Duration.ofMinutes(1));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "set job duedate | PUT | /job/{job}/duedate | {\"duedate\":\"2031-01-01T00:00:00.000+0000\"}",
                "recalculate job duedate | POST | /job/{job}/duedate/recalculate |",
                "suspend job | PUT | /job/{job}/suspended | {\"suspended\":true}",
                "suspend process instance | PUT | /process-instance/{instance}/suspended | {\"suspended\":true}",
                "modify process instance | POST | /process-instance/{instance}/modification | {\"instructions\":"
                        + "[{\"type\":\"startBeforeActivity\",\"activityId\":\"userTask_confirmContacts\"}]}",
                "handle task bpmn error | POST | /task/{task}/bpmnError | {\"errorCode\":\"x\"}",
                "delete process instance | DELETE | /process-instance/{instance} |",
            })
    void an_intervention_is_done_and_on_record(String command, String method, String path, String body) {
        Opened open = tasks.open("human-checklist", TASK, Map.of());
        Answer answer = server.as("admin").send(method, "/engine-rest" + filled(path, open), body);
        assertThat(answer.status()).as(answer.text()).isIn(200, 204);
        assertThat(of(open.run(), "AdministratorIntervened")).singleElement().satisfies(row -> {
            assertThat(row.actor()).isEqualTo("admin");
            assertThat(row.details()).contains(command);
        });
    }

    @Test
    void a_run_whose_instance_is_deleted_is_closed_and_its_target_is_free() {
        String run = server.started("deleted", ParcelOffice.VERSION);
        String instance = root(run);
        // While one of its jobs works, the engine lets nobody delete it.
        Awaitility.await("the deletion")
                .until(() -> server.as("admin")
                                .send("DELETE", "/engine-rest/process-instance/" + instance, null)
                                .status()
                        == 204);
        assertThat(server.run(run).outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(of(run, "AdministratorIntervened")).hasSize(1);
        String next = server.started("deleted", ParcelOffice.VERSION);
        assertThat(next).isNotEmpty().isNotEqualTo(run);
        // The next story needs the target free as well.
        Awaitility.await("the cancellation")
                .until(() -> server.as("operator")
                                .post("/api/runs/" + next + "/cancel", Map.of("reason", "it was a trial"))
                                .status()
                        == 200);
        assertThat(server.outcomeOf(next)).isEqualTo("cancelled");
    }

    @Test
    void a_run_that_is_led_past_its_own_end_is_closed_as_well() {
        String run = server.started("deleted", ParcelOffice.VERSION);
        String path = "/engine-rest/process-instance/" + root(run);
        Answer partly = server.as("admin").send("DELETE", path + "?skipSubprocesses=true", null);
        assertThat(partly.status()).as(partly.text()).isEqualTo(403);
        assertThat(partly.message()).contains("processes it has called");
        Map<String, Object> toTheEnd = Map.of(
                "instructions",
                List.of(
                        Map.of("type", "cancel", "activityId", "callActivity_preflight"),
                        Map.of("type", "startBeforeActivity", "activityId", "endEvent_completed")));
        // While one of its jobs works, the engine lets nobody move it.
        Awaitility.await("the end")
                .until(() -> server.as("admin")
                                .post(path + "/modification", toTheEnd)
                                .status()
                        == 204);
        assertThat(server.run(run).outcome()).isEqualTo(RunOutcome.FAILED);
        assertThat(of(run, "AdministratorIntervened")).hasSize(1);
    }

    private String root(String run) {
        return server.bean(RuntimeService.class)
                .createProcessInstanceQuery()
                .processDefinitionKey("database-migration")
                .processInstanceBusinessKey(run)
                .singleResult()
                .getId();
    }

    @Test
    void an_expression_in_a_filter_says_who_and_when_and_nothing_else() {
        String filter = server.as("manager")
                .get("/engine-rest/filter?resourceType=Task")
                .body()
                .path(0)
                .path("id")
                .asText();
        Answer extended = server.as("manager")
                .send(
                        "POST",
                        "/engine-rest/filter/" + filter + "/list",
                        "{\"assigneeExpression\":\"${dataSource.toString()}\"}");
        assertThat(extended.status()).as(extended.text()).isEqualTo(403);
        assertThat(extended.message()).contains("dataSource", "plain values");
    }

    @Test
    void a_running_instance_is_migrated_on_record() {
        Opened open = tasks.open("human-checklist", TASK, Map.of());
        String definition = server.bean(RuntimeService.class)
                .createProcessInstanceQuery()
                .processInstanceId(open.instance())
                .singleResult()
                .getProcessDefinitionId();
        Map<String, Object> plan = Map.of(
                "sourceProcessDefinitionId", definition,
                "targetProcessDefinitionId", definition,
                "updateEventTriggers", false);
        Answer generated = server.as("admin").post("/engine-rest/migration/generate", plan);
        assertThat(generated.status()).as(generated.text()).isEqualTo(200);
        Answer answer = server.as("admin")
                .post(
                        "/engine-rest/migration/execute",
                        Map.of("migrationPlan", generated.body(), "processInstanceIds", List.of(open.instance())));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        assertThat(of(open.run(), "AdministratorIntervened")).singleElement().satisfies(row -> assertThat(row.details())
                .contains("migrate process instance"));
    }

    @Test
    void anothers_claim_is_taken_on_record_and_the_task_is_still_for_its_group_alone() {
        Opened open = tasks.open("human-checklist", TASK, Map.of());
        String path = "/engine-rest/task/" + open.task();
        server.as("senior").post(path + "/claim", Map.of("userId", "senior"));
        assertThat(server.as("admin").post(path + "/unclaim", Map.of()).status())
                .isEqualTo(204);
        assertThat(of(open.run(), "AdministratorIntervened")).singleElement().satisfies(row -> assertThat(row.details())
                .contains("unclaim task", "senior"));
        assertThat(server.as("admin")
                        .complete(open.task(), Map.of("decision", "accept"))
                        .status())
                .isEqualTo(403);
        assertThat(server.as("admin")
                        .post(path + "/claim", Map.of("userId", "admin"))
                        .status())
                .isEqualTo(403);
        assertThat(server.bean(TaskService.class)
                        .createTaskQuery()
                        .taskId(open.task())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void who_fills_the_groups_is_on_record() {
        String membership = "/engine-rest/group/change-managers/members/business";
        assertThat(server.as("admin").send("PUT", membership, "{}").status()).isEqualTo(204);
        assertThat(server.as("admin").send("DELETE", membership, null).status()).isEqualTo(204);
        assertThat(since("PeopleAdministered"))
                .anySatisfy(
                        row -> assertThat(row.details()).contains("create membership", "change-managers", "business"))
                .anySatisfy(
                        row -> assertThat(row.details()).contains("delete membership", "change-managers", "business"));
        assertThat(server.as("senior").send("PUT", membership, "{}").status()).isEqualTo(403);
    }

    @Test
    void a_deployment_is_on_record() {
        Answer answer = server.as("admin").deploy("by hand", "by-hand.bpmn", MODEL);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(since("AdministratorIntervened"))
                .anySatisfy(row -> assertThat(row.details()).contains("deploy", "by hand", "by-hand.bpmn"));
        server.bean(RepositoryService.class)
                .deleteDeployment(answer.body().path("id").asText(), true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "variable-write-refused | POST | /process-instance/{instance}/modification | {\"instructions\":[{\"type\":"
                        + "\"startBeforeActivity\",\"activityId\":\"userTask_confirmContacts\",\"variables\":"
                        + "{\"outcome\":{\"value\":\"passed\",\"local\":false}}}]}",
                "variable-write-refused | POST | /task/{task}/bpmnError | {\"errorCode\":\"x\",\"variables\":"
                        + "{\"outcome\":{\"value\":\"passed\"}}}",
                "skip-refused | DELETE | /process-instance/{instance}?skipCustomListeners=true |",
                "command-refused | PUT | /process-instance/{instance}/variables/outcome | {\"value\":\"passed\"}",
                "command-refused | POST | /process-instance/delete | {\"processInstanceIds\":[\"{instance}\"]}",
                "command-refused | POST | /job/{job}/execute | {}",
                "command-refused | POST | /task/{task}/delegate | {\"userId\":\"admin\"}",
                "not-a-candidate | POST | /task/{task}/complete | {\"variables\":{\"decision\":{\"value\":\"accept\"}}}",
                "command-refused | POST | /process-definition/key/database-migration/start | {\"startInstructions\":"
                        + "[{\"type\":\"startBeforeActivity\",\"activityId\":\"callActivity_executeMigration\"}]}",
                "not-permitted | POST | /process-definition/key/execute-migration/start | {}",
                "skip-refused | POST | /process-definition/key/database-migration/start | {\"skipCustomListeners\":true}",
            })
    void what_is_refused_to_administrators_too_is_on_record(String code, String method, String path, String body) {
        Opened open = tasks.open("human-checklist", TASK, Map.of());
        int before = since("AdministratorRefused").size();
        Answer answer = server.as("admin").send(method, "/engine-rest" + filled(path, open), filled(body, open));
        assertThat(answer.status()).as(answer.text()).isIn(400, 403);
        assertThat(answer.body().path("code").asText()).as(answer.text()).isEqualTo(code);
        List<LedgerRow> rows = since("AdministratorRefused");
        assertThat(rows).hasSizeGreaterThan(before);
        assertThat(rows.get(before).details()).contains(code);
    }

    private List<LedgerRow> of(String run, String type) {
        return server.bean(Ledger.class).of(new RunId(run)).stream()
                .filter(row -> row.type().equals(type))
                .toList();
    }

    private List<LedgerRow> since(String type) {
        return server.bean(Ledger.class).between(begin, Instant.now().plus(Duration.ofHours(1))).stream()
                .filter(row -> row.type().equals(type))
                .toList();
    }

    private static String filled(String text, Opened open) {
        return text == null
                ? null
                : text.replace("{task}", open.task())
                        .replace("{instance}", open.instance())
                        .replace("{job}", open.job());
    }
}
