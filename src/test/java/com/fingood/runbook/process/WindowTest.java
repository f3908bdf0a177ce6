package com.fingood.runbook.process;

import com.fingood.runbook.fixtures.SampleLedger;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.notification.Delivery;
import com.fingood.runbook.notification.Outbox;
import com.fingood.runbook.process.Rest.Answer;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.TargetProperties;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** The team hears of a window in time, to the second and also when the server was down; and no change is made in a freeze. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WindowTest {

    private static final Instant NOW = ClockUtil.getCurrentTime().toInstant().truncatedTo(ChronoUnit.SECONDS);
    private static final Instant AUDIT = NOW.plus(Duration.ofHours(2));
    private static final Instant AFTER_AUDIT = NOW.plus(Duration.ofHours(5));
    private static final Instant YEAR_END = NOW.plus(Duration.ofHours(12));
    private static final List<String> APPROVERS = List.of("manager", "compliance", "security", "manager2");

    private final MailsForTests mails = new MailsForTests();
    private ClockedServer server;

    @BeforeAll
    void start() {
        Map<String, TargetProperties> targets = new LinkedHashMap<>();
        Map<String, Object> settings = new HashMap<>();
        for (String name : List.of("punctual", "asleep", "frozen", "slipping", "late")) {
            targets.put(name, SampleLedger.below(TestDatabases.h2(), name, "2.0"));
            // A backup shows the moment of the target, whose time nobody moves.
            settings.put("runbook.targets." + name + ".limits.backup-age", "30d");
        }
        mails.configure(settings);
        freeze(settings, 0, "audit", AUDIT, AFTER_AUDIT, "slipping");
        freeze(settings, 1, "year end", YEAR_END, YEAR_END.plus(Duration.ofDays(3)), "frozen");
        server = ClockedServer.start(targets, settings);
    }

    private static void freeze(
            Map<String, Object> settings, int number, String name, Instant from, Instant to, String target) {
        String key = "runbook.freezes[" + number + "].";
        settings.put(key + "name", name);
        settings.put(key + "from", from.toString());
        settings.put(key + "to", to.toString());
        settings.put(key + "targets", target);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @Order(3)
    void the_team_is_told_when_it_is_approved_an_hour_before_at_the_start_and_at_the_end() {
        Instant window = server.now().plus(Duration.ofHours(8));
        String run = approved("punctual", window);
        server.await("the notice of the approval", () -> told(run, "change-approved"));

        server.toOneSecondBefore(window.minus(Duration.ofHours(1)));
        assertThat(told(run, "hour-before")).isEmpty();
        server.toOneSecondAfter(window.minus(Duration.ofHours(1)));
        Delivery near = server.await("the notice an hour before", () -> told(run, "hour-before"));
        assertThat(near.body()).contains(run, "End-to-end id", "punctual");

        server.toOneSecondBefore(window);
        assertThat(told(run, "window-opens")).isEmpty();
        server.toOneSecondAfter(window);
        server.await("the notice at the start", () -> told(run, "window-opens"));

        String outcome = server.await("the end", () -> outcome(run));
        Delivery ended = server.await("the notice of the end", () -> told(run, "window-closed"));
        assertThat(outcome).isEqualTo("completed");
        assertThat(ended.subject()).contains("completed", "End-to-end id", "punctual");
        assertThat(outbox(run).stream()
                        .filter(d -> d.kind().equals("window-closed"))
                        .map(Delivery::recipients))
                .containsExactlyInAnyOrder("devops@fingood.com", "db-team@fingood.com", "requester@fingood.com");
    }

    @Test
    @Order(4)
    void a_server_that_was_down_over_both_moments_says_that_the_window_is_open_and_not_that_it_is_near() {
        Instant window = server.now().plus(Duration.ofHours(8));
        String run = approved("asleep", window);
        server.await("the notice of the approval", () -> told(run, "change-approved"));

        server.downFor(Duration.ofHours(9));

        server.await("the end", () -> outcome(run));
        assertThat(told(run, "window-opens")).isPresent();
        assertThat(told(run, "hour-before")).isEmpty();
    }

    @Test
    @Order(2)
    void a_window_inside_a_freeze_needs_a_deviation_and_holds_with_it() {
        Answer started = start("frozen", YEAR_END.plus(Duration.ofHours(5)));
        String run = started.body().path("businessKey").asText();
        String fix = server.taskOf(run, "userTask_fixFailedGate");
        decide(fix, "requester", "ask-deviation", "The regulator set this date.");
        decide(server.taskOf(run, "userTask_decideOnDeviation"), "compliance", "accept-deviation", "Seen, regulator.");

        approve(run);
        server.moveTo(YEAR_END.plus(Duration.ofHours(6)));

        assertThat(server.await("the end", () -> outcome(run))).isEqualTo("completed");
        assertThat(outbox(run).stream()
                        .filter(d -> d.kind().equals("approval-asked"))
                        .map(Delivery::body))
                .allSatisfy(body ->
                        assertThat(body).contains("1 (Check the window)").doesNotContain("regulator"));
    }

    @Test
    @Order(1)
    void an_approval_that_took_its_time_does_not_slip_into_a_freeze() {
        String run = start("slipping", null).body().path("businessKey").asText();
        server.taskOf(run, "userTask_approveChange");
        server.toOneSecondAfter(AUDIT);
        approve(run);

        String task = server.taskOf(run, "userTask_decideOnFailedPreparation");
        assertThat(briefing(task)).contains("audit", "Retry when that is over");
        server.toOneSecondBefore(AFTER_AUDIT);
        decide(task, "operator", "retry");
        String again = server.taskOf(run, "userTask_decideOnFailedPreparation");
        server.toOneSecondAfter(AFTER_AUDIT);
        decide(again, "operator", "retry");
        assertThat(server.await("the end", () -> outcome(run))).isEqualTo("completed");
    }

    @Test
    @Order(5)
    void a_window_that_is_over_is_not_used_and_one_that_has_passed_can_not_be_asked_for() {
        Answer past = start("late", server.now().minusSeconds(1));
        assertThat(past.status()).isEqualTo(400);
        assertThat(past.message()).contains("windowStart", "has passed");

        Instant window = server.now().plus(Duration.ofHours(1));
        String run = start("late", window).body().path("businessKey").asText();
        server.taskOf(run, "userTask_approveChange");
        server.toOneSecondAfter(window.plus(Duration.ofHours(4)));
        approve(run);

        String task = server.taskOf(run, "userTask_decideOnFailedPreparation");
        assertThat(briefing(task)).contains("was over at");
        decide(task, "operator", "abort");
        assertThat(server.await("the end", () -> outcome(run))).isEqualTo("cancelled");
    }

    private Answer start(String target, Instant window) {
        Map<String, Object> variables = new HashMap<>(Map.of("target", target, "version", "2.0"));
        variables.put("reason", "statements");
        if (window != null) {
            variables.put("windowStart", window.toString());
        }
        return server.as("requester")
                .post("/engine-rest/process-definition/key/database-migration/start", Rest.variables(variables));
    }

    private String approved(String target, Instant window) {
        Answer started = start(target, window);
        assertThat(started.status()).as(started.message()).isEqualTo(200);
        String run = started.body().path("businessKey").asText();
        approve(run);
        return run;
    }

    /** By everybody who has to, whoever that is. */
    private void approve(String run) {
        server.await("the approval of " + run, () -> {
            server.task(run, "userTask_approveChange")
                    .ifPresent(task -> APPROVERS.forEach(login -> tryToApprove(task, login)));
            return Optional.of(server.bean(Runs.class).get(new RunId(run)).phase())
                    .filter(phase -> phase.compareTo(Phase.CHANGE_APPROVAL) > 0);
        });
    }

    private void tryToApprove(String task, String login) {
        if (claim(task, login).status() == 204
                && server.as(login)
                                .complete(task, Map.of("decision", "approve", "comment", "As agreed."))
                                .status()
                        != 204) {
            server.as(login).post("/engine-rest/task/" + task + "/unclaim", Map.of());
        }
    }

    private Answer claim(String task, String login) {
        return server.as(login).post("/engine-rest/task/" + task + "/claim", Map.of("userId", login));
    }

    private void decide(String task, String login, String decision) {
        decide(task, login, decision, "As agreed.");
    }

    private void decide(String task, String login, String decision, String comment) {
        claim(task, login);
        Answer answer = server.as(login).complete(task, Map.of("decision", decision, "comment", comment));
        assertThat(answer.status()).as(answer.message()).isEqualTo(204);
    }

    private String briefing(String task) {
        return server.as("operator")
                .get("/engine-rest/task/" + task + "/variables/briefing?deserializeValue=false")
                .body()
                .path("value")
                .asText();
    }

    private Optional<String> outcome(String run) {
        return Optional.ofNullable(server.bean(Runs.class).get(new RunId(run)).outcome())
                .map(outcome -> outcome.label());
    }

    private Optional<Delivery> told(String run, String kind) {
        return outbox(run).stream().filter(d -> d.kind().equals(kind)).findFirst();
    }

    private List<Delivery> outbox(String run) {
        return server.bean(Outbox.class).of(new RunId(run));
    }
}
