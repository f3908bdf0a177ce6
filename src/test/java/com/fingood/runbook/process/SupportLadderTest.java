package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.fixtures.SampleLedger;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.process.support.IssueKind;
import com.fingood.runbook.process.support.Issues;
import com.fingood.runbook.process.support.NewIssue;
import com.fingood.runbook.run.NewRun;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Issues: every clock of every level, one second before and one second after its limit; what people may do meanwhile. */
class SupportLadderTest {

    private static final String TARGET = "helped";
    private static final String L1 = "database-team";
    private static final String L2 = "security-team,senior-database-team";
    private static final String L1_AND_L2 = "database-team,security-team,senior-database-team";
    private static final String EVERYONE = "database-team,incident-response,security-team,senior-database-team";

    private static ClockedServer server;

    @BeforeAll
    static void start() {
        server = ClockedServer.start(
                Map.of(TARGET, SampleLedger.below(TestDatabases.h2(), TARGET, "2.0")),
                // Everyone is paged each minute: an hour of that is long to watch.
                Map.of("runbook.deadlines.l3-resolve", "3m"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void nobody_answers_and_the_next_level_joins_until_everyone_is_paged_each_minute() {
        String issue = reported("routine");
        String task = taskOf(issue);
        Instant opened = server.now();
        assertThat(askedOf(issue)).isEqualTo(L1);

        server.toOneSecondBefore(opened.plus(Duration.ofMinutes(15)));
        assertThat(askedOf(issue)).isEqualTo(L1);
        server.toOneSecondAfter(opened.plus(Duration.ofMinutes(15)));
        assertThat(askedOf(issue)).isEqualTo(L1_AND_L2);
        assertThat(taskOf(issue)).as("the same task").isEqualTo(task);

        server.toOneSecondBefore(opened.plus(Duration.ofMinutes(20)));
        assertThat(askedOf(issue)).isEqualTo(L1_AND_L2);
        assertThat(pages(issue)).isZero();
        server.toOneSecondAfter(opened.plus(Duration.ofMinutes(20)));
        assertThat(askedOf(issue)).isEqualTo(EVERYONE);
        assertThat(pages(issue)).isOne();

        server.toOneSecondBefore(opened.plus(Duration.ofMinutes(21)));
        assertThat(pages(issue)).isOne();
        server.toOneSecondAfter(opened.plus(Duration.ofMinutes(21)));
        assertThat(pages(issue)).isEqualTo(2);
        server.toOneSecondAfter(opened.plus(Duration.ofMinutes(24)));
        assertThat(pages(issue)).isEqualTo(5);

        assertThat(claim("incident", task)).isEqualTo(204);
        server.letPass(Duration.ofMinutes(1));
        assertThat(pages(issue)).as("somebody answered").isEqualTo(5);

        assertThat(clock(issue, "L1", "answer").path("breached").asBoolean()).isTrue();
        assertThat(clock(issue, "L1", "answer").path("answeredBy").asText()).isEqualTo("incident");
        resolve("incident", task);
        assertThat(events(issue)).contains("TaskEscalated", "Paged", "IssueResolved");
    }

    @Test
    void a_forgotten_claim_is_released_and_the_next_level_asked_at_every_level() {
        String issue = reported("routine");
        String task = taskOf(issue);
        Instant opened = server.now();
        claim("operator", task);

        server.toOneSecondBefore(opened.plus(Duration.ofHours(2)));
        assertThat(askedOf(issue)).isEqualTo(L1);
        assertThat(ownerOf(issue)).isEqualTo("operator");
        server.toOneSecondAfter(opened.plus(Duration.ofHours(2)));
        assertThat(ownerOf(issue)).isEmpty();
        assertThat(askedOf(issue)).isEqualTo(L1_AND_L2);
        assertThat(last(issue, "ClaimReleased")).contains("operator");

        Instant second = opened.plus(Duration.ofHours(2));
        claim("senior", task);
        server.toOneSecondBefore(second.plus(Duration.ofHours(1)));
        assertThat(ownerOf(issue)).isEqualTo("senior");
        server.toOneSecondAfter(second.plus(Duration.ofHours(1)));
        assertThat(ownerOf(issue)).isEmpty();
        assertThat(askedOf(issue)).isEqualTo(EVERYONE);
        assertThat(pages(issue)).isOne();

        Instant third = second.plus(Duration.ofHours(1));
        claim("incident", task);
        server.toOneSecondBefore(third.plus(Duration.ofMinutes(3)));
        assertThat(ownerOf(issue)).isEqualTo("incident");
        assertThat(pages(issue)).isOne();
        server.toOneSecondAfter(third.plus(Duration.ofMinutes(3)));
        assertThat(ownerOf(issue)).as("everyone is paged anew").isEmpty();
        assertThat(pages(issue)).isEqualTo(2);
        resolve("operator", task);
    }

    @Test
    void a_clock_that_ran_out_while_the_server_was_down_fires_once_and_the_next_one_begins_then() {
        String issue = reported("routine");
        Instant opened = server.now();
        taskOf(issue);

        server.downFor(Duration.ofHours(1));
        server.runDue();

        assertThat(askedOf(issue)).isEqualTo(L1_AND_L2);
        assertThat(clock(issue, "L1", "answer").path("firings").asInt()).isOne();
        assertThat(server.now()).isEqualTo(opened.plus(Duration.ofHours(1)));
        server.letPass(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(pages(issue)).isZero();
        server.letPass(Duration.ofSeconds(2));
        assertThat(pages(issue)).isOne();
        resolve("senior", taskOf(issue));
    }

    @Test
    void a_claim_that_is_given_back_does_not_stop_the_clocks() {
        String issue = reported("routine");
        String task = taskOf(issue);
        Instant opened = server.now();
        claim("operator", task);
        server.toOneSecondAfter(opened.plus(Duration.ofMinutes(15)));
        assertThat(askedOf(issue)).isEqualTo(L1);

        assertThat(server.as("operator")
                        .post("/engine-rest/task/" + task + "/unclaim", Map.of())
                        .status())
                .isEqualTo(204);
        server.toOneSecondAfter(opened.plus(Duration.ofMinutes(30)));

        assertThat(askedOf(issue)).isEqualTo(L1_AND_L2);
        resolve("operator", task);
    }

    @Test
    void a_colleague_takes_over_with_a_reason_and_no_clock_is_set_anew() {
        String issue = reported("integrity");
        String task = taskOf(issue);
        JsonNode before =
                server.as("auditor").get("/api/issues/" + issue).body().path("clocks");
        claim("senior", task);
        server.letPass(Duration.ofMinutes(10));

        assertThat(takeOver("security", task, " ").message()).contains("say why");
        assertThat(takeOver("operator", task, "I know better").status()).isEqualTo(403);
        assertThat(takeOver("senior", task, "mine").message()).contains("already");
        assertThat(takeOver("security", task, "senior went home").status()).isEqualTo(200);

        assertThat(ownerOf(issue)).isEqualTo("security");
        assertThat(last(issue, "TaskTakenOver")).contains("senior went home");
        JsonNode after = server.as("auditor").get("/api/issues/" + issue).body().path("clocks");
        assertThat(dues(after)).isEqualTo(dues(before));
        resolve("security", task);
    }

    @Test
    void a_task_that_nobody_has_claimed_is_not_taken_over_and_one_that_is_gone_neither() {
        String issue = reported("routine");
        String task = taskOf(issue);

        assertThat(takeOver("operator", task, "nobody does it").message()).contains("nobody has claimed");
        assertThat(takeOver("operator", "no-such-id", "why not").status()).isEqualTo(409);
        resolve("operator", task);
    }

    @Test
    void data_integrity_asks_level_two_at_once_with_the_full_suite_attached() {
        String issue = reported("integrity");
        String task = taskOf(issue);
        assertThat(askedOf(issue)).isEqualTo(L2);

        JsonNode checks = server.await("the suite", () -> {
            JsonNode found =
                    server.as("auditor").get("/api/issues/" + issue).body().path("checks");
            return found.isEmpty() ? Optional.empty() : Optional.of(found);
        });

        assertThat(checks).allMatch(check -> check.path("suite").asText().equals("integrity"));
        server.await(
                "the briefing",
                () -> server.as("auditor").briefing(task).toString().contains("balance-equals-postings")
                        ? Optional.of(true)
                        : Optional.empty());
        server.await(
                "the need",
                () -> server.as("auditor").briefing(task).toString().contains("\"need\"")
                        ? Optional.of(true)
                        : Optional.empty());
        assertThat(server.as("auditor").briefing(task).toString())
                .contains("parts are kept in", "No run is known whose change this could be about.");
        assertThat(events(issue)).contains("StatePreserved", "RollbackNeedAssessed");
        resolve("senior", task);
        assertThat(server.bean(RuntimeService.class)
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(issue)
                        .count())
                .isZero();
    }

    @Test
    void a_system_failure_pages_everyone_at_once() {
        String issue = reported("system-failure");
        String task = taskOf(issue);

        assertThat(askedOf(issue)).isEqualTo(EVERYONE);
        assertThat(pages(issue)).isOne();
        assertThat(server.as("incident")
                        .complete(task, Map.of("decision", "escalate", "comment", "higher"))
                        .message())
                .contains("no level above L3");
        resolve("incident", task);
    }

    @Test
    void a_person_escalates_and_the_next_levels_task_has_its_own_clocks() {
        String issue = reported("performance");
        String first = taskOf(issue);
        assertThat(server.as("operator")
                        .complete(first, Map.of("decision", "escalate"))
                        .message())
                .contains("needs a comment");
        server.as("operator").complete(first, Map.of("decision", "escalate", "comment", "the disk is dying"));

        String second = taskOf(issue);

        assertThat(second).isNotEqualTo(first);
        assertThat(askedOf(issue)).isEqualTo(L2);
        assertThat(server.as("auditor").briefing(second).toString()).contains("the disk is dying");
        server.letPass(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(askedOf(issue)).isEqualTo(EVERYONE);
        resolve("senior", second);
    }

    @Test
    void work_of_a_run_is_reminded_of_first_and_then_goes_up_level_by_level() {
        String subject = reported("routine");
        resolve("operator", taskOf(subject));
        String task = stuckStep(subject);
        Instant opened = server.now();

        server.toOneSecondBefore(opened.plus(Duration.ofMinutes(15)));
        assertThat(events(subject)).doesNotContain("TaskReminded");
        server.toOneSecondAfter(opened.plus(Duration.ofMinutes(15)));
        assertThat(events(subject)).contains("TaskReminded");
        assertThat(askedOf(subject)).isEqualTo(L1);

        server.toOneSecondBefore(opened.plus(Duration.ofMinutes(30)));
        assertThat(askedOf(subject)).isEqualTo(L1);
        server.toOneSecondAfter(opened.plus(Duration.ofMinutes(30)));
        assertThat(askedOf(subject)).isEqualTo(L1_AND_L2);
        server.toOneSecondBefore(opened.plus(Duration.ofMinutes(35)));
        assertThat(pages(subject)).isZero();
        server.toOneSecondAfter(opened.plus(Duration.ofMinutes(35)));
        assertThat(askedOf(subject)).isEqualTo(EVERYONE);
        assertThat(pages(subject)).isOne();
        server.toOneSecondAfter(opened.plus(Duration.ofMinutes(36)));
        assertThat(pages(subject)).isEqualTo(2);

        assertThat(server.as("incident")
                        .complete(task, Map.of("decision", "cancel-run", "comment", "enough"))
                        .message())
                .contains("has no run to cancel");
        end(subject);
    }

    @Test
    void work_of_a_run_that_is_claimed_and_forgotten_is_freed() {
        String subject = reported("routine");
        resolve("operator", taskOf(subject));
        String task = stuckStep(subject);
        Instant opened = server.now();
        claim("operator", task);

        server.toOneSecondBefore(opened.plus(Duration.ofHours(2)));
        assertThat(ownerOf(subject)).isEqualTo("operator");
        assertThat(events(subject)).doesNotContain("TaskReminded");
        server.toOneSecondAfter(opened.plus(Duration.ofHours(2)));
        assertThat(ownerOf(subject)).isEmpty();
        assertThat(askedOf(subject)).isEqualTo(L1_AND_L2);
        end(subject);
    }

    @Test
    void a_task_that_decides_is_chased_within_its_role_once_for_all_that_was_missed_and_nobody_else_is_asked() {
        String run = server.bean(Runs.class)
                .create(new NewRun(TARGET, "2.0", "requester", "people are asked", null))
                .id()
                .value();
        server.bean(RuntimeService.class).startProcessInstanceByKey("human-checklist", run, Map.of("run", run));
        server.taskOf(run, "userTask_reviewRisk");
        Instant due = server.now().plus(Duration.ofHours(4));

        server.downFor(Duration.ofHours(4).minusSeconds(1));
        server.runDue();
        assertThat(decisionsOverdue(run)).isEmpty();
        server.toOneSecondAfter(due);

        assertThat(decisionsOverdue(run)).contains("userTask_reviewRisk", "userTask_confirmContacts");
        for (JsonNode task : server.as("auditor").get("/api/runs/" + run).body().path("tasks")) {
            if (task.path("key").asText().equals("userTask_reviewRisk")) {
                assertThat(task.path("groups")).hasSize(1);
                assertThat(task.path("breached").asBoolean()).isTrue();
            }
        }
        end(run);
    }

    private static List<String> decisionsOverdue(String run) {
        List<String> fired = new ArrayList<>();
        for (JsonNode row : server.as("auditor").get("/api/runs/" + run).body().path("clocks")) {
            if (row.path("clock").asText().equals("decide") && row.has("fired")) {
                assertThat(row.path("firings").asInt()).isOne();
                fired.add(row.path("key").asText());
            }
        }
        return fired;
    }

    /** What a story leaves open would tick on in the others. */
    private static void end(String subject) {
        RuntimeService runtime = server.bean(RuntimeService.class);
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(subject).rootProcessInstances().list().stream()
                .map(instance -> instance.getId())
                .forEach(id -> runtime.deleteProcessInstance(id, "the story is over"));
    }

    /** A task of the process that asks about a step whose attempts are used up; here about nothing that exists. */
    private static String stuckStep(String subject) {
        server.bean(RuntimeService.class)
                .startProcessInstanceByKey(
                        "stuck-step",
                        subject,
                        Map.of(
                                "run",
                                subject,
                                "stuckStep",
                                "serviceTask_analyseViolations",
                                "stuckKind",
                                "job",
                                "stuckId",
                                "0"));
        return taskOf(subject);
    }

    @Test
    void what_cannot_be_an_issue_is_refused_in_words_and_leaves_nothing() {
        long before = instances();

        assertThat(report(Map.of("target", "nowhere", "summary", "odd")).message())
                .contains("nowhere");
        assertThat(report(Map.of("target", TARGET)).message()).contains("'summary' is missing");
        assertThat(report(Map.of("target", TARGET, "summary", "odd", "kind", "magic"))
                        .message())
                .contains("'kind' can't be 'magic'");
        assertThat(report(Map.of("target", TARGET, "summary", "odd", "run", "helped-9.9-0001"))
                        .message())
                .contains("helped-9.9-0001");
        assertThat(report(Map.of("target", TARGET, "summary", "odd", "level", "L3"))
                        .message())
                .contains("'level' is no field");

        assertThat(instances()).isEqualTo(before);
    }

    @Test
    void a_step_reports_an_issue_by_itself() {
        String issue = server.bean(Issues.class)
                .open(new NewIssue(TARGET, IssueKind.SECURITY, "a role that nobody knows", null, "runbook"))
                .id();

        assertThat(issue).matches("helped-ISS-\\d{4}");
        String task = taskOf(issue);
        assertThat(askedOf(issue)).isEqualTo(L2);
        resolve("security", task);
    }

    private static Rest.Answer report(Map<String, Object> sent) {
        return server.as("auditor")
                .post("/engine-rest/process-definition/key/support-escalation/start", Rest.variables(sent));
    }

    private static String reported(String kind) {
        Rest.Answer answer = report(Map.of("target", TARGET, "summary", "something is odd", "kind", kind));
        assertThat(answer.status()).as(answer.message()).isEqualTo(200);
        return answer.body().path("businessKey").asText();
    }

    private static String taskOf(String issue) {
        return server.await("the task of " + issue, () -> Optional.of(tasks(issue))
                .filter(tasks -> !tasks.isEmpty())
                .map(tasks -> tasks.get(0).path("id").asText()));
    }

    private static JsonNode tasks(String issue) {
        return server.as("auditor").get("/api/issues/" + issue).body().path("tasks");
    }

    private static String askedOf(String issue) {
        TreeSet<String> groups = new TreeSet<>();
        tasks(issue).get(0).path("groups").forEach(group -> groups.add(group.asText()));
        return String.join(",", groups);
    }

    private static String ownerOf(String issue) {
        return tasks(issue).get(0).path("assignee").asText();
    }

    private static int claim(String login, String task) {
        return server.as(login)
                .post("/engine-rest/task/" + task + "/claim", Map.of("userId", login))
                .status();
    }

    private static void resolve(String login, String task) {
        Rest.Answer answer =
                server.as(login).complete(task, Map.of("decision", "resolved", "comment", "it was the fan"));
        assertThat(answer.status()).as(answer.message()).isEqualTo(204);
        server.runDue();
    }

    private static Rest.Answer takeOver(String login, String task, String reason) {
        return server.as(login).post("/api/tasks/" + task + "/take-over", Map.of("reason", reason));
    }

    private static JsonNode clock(String issue, String level, String clock) {
        for (JsonNode row :
                server.as("auditor").get("/api/issues/" + issue).body().path("clocks")) {
            if (row.path("level").asText().equals(level)
                    && row.path("clock").asText().equals(clock)) {
                return row;
            }
        }
        throw new AssertionError(issue + " has no clock " + level + " " + clock);
    }

    private static List<String> dues(JsonNode clocks) {
        List<String> dues = new ArrayList<>();
        clocks.forEach(
                row -> dues.add(row.path("level").asText() + row.path("due").asText()));
        return dues;
    }

    private static long instances() {
        return server.bean(RuntimeService.class).createProcessInstanceQuery().count();
    }

    private static Stream<com.fingood.runbook.audit.LedgerRow> ledger(String issue) {
        return server.bean(Ledger.class).of(new RunId(issue)).stream();
    }

    private static List<String> events(String issue) {
        return ledger(issue).map(row -> row.type()).toList();
    }

    private static long pages(String issue) {
        return ledger(issue).filter(row -> row.type().equals("Paged")).count();
    }

    private static String last(String issue, String type) {
        return ledger(issue)
                .filter(row -> row.type().equals(type))
                .reduce((earlier, later) -> later)
                .map(Object::toString)
                .orElseThrow();
    }
}
