package com.fingood.runbook.process;

import com.fingood.runbook.process.OpenTasks.Opened;
import com.fingood.runbook.process.Rest.Answer;
import com.fingood.runbook.process.guard.TaskGuard;
import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.run.Refusal;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever is sent to whichever address, and whatever was asked for as its shape: the answer is JSON with a code and words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WordsTest {

    private static final String TASK = "userTask_reviewRisk";
    private static final String SENIORS = "senior-database-team";
    private static final String BELL = "a\u0007b";
    private static final String NUL = "a\u0000b";

    private final RunningServer server = RunningServer.shared();
    private final OpenTasks tasks = new OpenTasks(server);
    private final Opened open = tasks.open("human-checklist", TASK, Map.of());

    @ParameterizedTest
    @CsvSource({
        "/api/runs/RUN/content/script?digest=abc, 409, other-content",
        "/api/runs/RUN-9/content/script, 404, unknown-run",
        "/api/nothing-here, 404, no-such-page",
        "/nothing-here, 404, no-such-page",
        "/error, 404, no-such-page",
        "/api/runs/a%2fb, 400, unreadable-request",
        "/api/runs/a%00b, 400, unreadable-request",
    })
    void a_refusal_is_json_whatever_was_asked_for(String path, int status, String code) throws Exception {
        for (String accept : List.of("text/plain", "text/html", "application/json", "*/*")) {
            Answer answer = get(path.replace("RUN", open.run()), accept);
            words(answer, status, code);
        }
    }

    @Test
    void what_is_answered_in_json_only_says_so() throws Exception {
        words(get("/api/runs", "text/html"), 406, "not-acceptable");
        words(server.as("auditor").send("DELETE", "/api/runs", null), 405, "wrong-method");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "", "{\"reason\":{}}", "{\"reason\":", "no json", "7"})
    void a_body_of_another_shape_is_refused_in_words(String body) {
        for (String path : List.of("/api/runs/" + open.run() + "/cancel", "/api/tasks/" + open.task() + "/take-over")) {
            words(server.as("senior").send("POST", path, body), 400, "unreadable-request");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {NUL, BELL, "a\u009bb"})
    void a_text_that_cannot_be_kept_is_refused_at_every_door(String text) {
        Rest senior = server.as("senior");
        Rest requester = server.as("requester");
        String start = "/engine-rest/process-definition/key/";
        for (Answer answer : List.of(
                senior.complete(open.task(), Map.of("decision", "accept", "comment", text)),
                senior.post("/api/runs/" + open.run() + "/cancel", Map.of("reason", text)),
                senior.post("/api/tasks/" + open.task() + "/take-over", Map.of("reason", text)),
                requester.post(
                        start + "support-escalation/start",
                        Rest.variables(Map.of("target", "doors", "summary", text, "kind", "routine"))),
                requester.post(
                        start + "database-migration/start",
                        Rest.variables(Map.of("target", "called-off", "version", "2", "reason", text))))) {
            words(answer, 400, "form-refused");
            assertThat(answer.message()).contains("U+00", "can't be kept");
        }
    }

    @Test
    void a_reason_of_a_book_is_refused_with_the_limit() {
        Answer answer =
                server.as("senior").post("/api/runs/" + open.run() + "/cancel", Map.of("reason", "x".repeat(4001)));
        words(answer, 400, "form-refused");
        assertThat(answer.message()).contains("4000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-12-31T23:59:59Z", "2999-01-01T00:00:00Z", "-999999999-01-01T00:00:00Z"})
    void a_window_that_nobody_lives_to_see_is_refused(String window) {
        Answer answer = server.as("requester")
                .post(
                        "/engine-rest/process-definition/key/database-migration/start",
                        Rest.variables(Map.of(
                                "target", "called-off", "version", "2", "reason", "later", "windowStart", window)));
        words(answer, 400, "bad-window");
        assertThat(answer.message()).contains("windowStart", "No run was started");
    }

    @Test
    void an_upload_without_its_file_is_refused_in_words() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        server.base().resolve("/engine-rest/execution/" + open.instance() + "/localVariables/x/data"))
                .header("Authorization", Rest.basic("admin"))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "--b\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nBytes\r\n--b--\r\n"))
                .build();
        words(sent(request), 400, "unreadable-request");
    }

    @Test
    void what_nobody_foresaw_is_answered_with_a_reference_and_no_sql() {
        Answer answer = server.as("auditor").get("/engine-rest/task?firstResult=-7&maxResults=5");
        words(answer, 500, "internal-error");
        assertThat(answer.text()).containsPattern("under [0-9a-f]{8}").doesNotContainIgnoringCase("select");
    }

    @Test
    void whose_group_is_gone_comes_too_late() {
        Opened mine = tasks.open("human-checklist", TASK, Map.of());
        Person second = new Person("senior", List.of(SENIORS));
        // As the engine hands it over while another's answer has deleted the groups already.
        OpenTask seen = new OpenTask(mine.task(), TASK, mine.run(), "review-risk", Set.of(), null, null, null);
        assertThatThrownBy(() -> server.bean(TaskGuard.class).mayWorkOn(seen, second))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("Nothing was changed", "at the same moment");
        server.as("senior").complete(mine.task(), Map.of("decision", "accept"));
        assertThatThrownBy(() -> server.bean(TaskGuard.class).mayWorkOn(seen, second))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("completed by senior with 'accept'");
        words(takeOver("senior", mine), 409, "too-late");
    }

    @Test
    void what_is_suspended_is_not_taken_over() {
        Opened mine = claimed();
        RuntimeService runtime = server.bean(RuntimeService.class);
        runtime.suspendProcessInstanceById(mine.instance());
        server.joins("operator", SENIORS, () -> words(takeOver("operator", mine), 409, "suspended"));
        runtime.activateProcessInstanceById(mine.instance());
        assertThat(assignee(mine)).isEqualTo("senior");
    }

    @Test
    void of_two_who_take_over_at_the_same_moment_one_is_told_so() {
        Opened mine = claimed();
        server.joins("operator", SENIORS, () -> {
            Answer second = new TransactionTemplate(server.bean(PlatformTransactionManager.class)).execute(first -> {
                server.bean(TaskService.class).setAssignee(mine.task(), null);
                return takeOver("operator", mine);
            });
            words(second, 409, "at-the-same-moment");
        });
    }

    private Opened claimed() {
        Opened mine = tasks.open("human-checklist", TASK, Map.of());
        assertThat(server.as("senior")
                        .post("/engine-rest/task/" + mine.task() + "/claim", Map.of("userId", "senior"))
                        .status())
                .isEqualTo(204);
        return mine;
    }

    private String assignee(Opened opened) {
        return server.bean(TaskService.class)
                .createTaskQuery()
                .taskId(opened.task())
                .singleResult()
                .getAssignee();
    }

    private Answer takeOver(String login, Opened opened) {
        return server.as(login).post("/api/tasks/" + opened.task() + "/take-over", Map.of("reason", "it is mine"));
    }

    private Answer get(String path, String accept) throws IOException, InterruptedException {
        return sent(HttpRequest.newBuilder(server.base().resolve(path))
                .header("Authorization", Rest.basic("auditor"))
                .header("Accept", accept)
                .build());
    }

    private static Answer sent(HttpRequest request) throws IOException, InterruptedException {
        return Rest.answer(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private static void words(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.body().path("code").asText()).as(answer.text()).isEqualTo(code);
        assertThat(answer.message()).isNotBlank();
    }
}
