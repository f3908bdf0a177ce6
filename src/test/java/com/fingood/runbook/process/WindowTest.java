package com.fingood.runbook.process;

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
import java.util.stream.Stream;

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
        for (String name : List.of("slipping", "frozen", "asleep")) {
            targets.put(name, ParcelOffice.small(name));
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
    @Order(1)
    void an_approval_that_took_its_time_does_not_slip_into_a_freeze() {
        String run = start("slipping", null).body().path("businessKey").asText();
        server.taskOf(run, "userTask_approveChange");
        server.toOneSecondAfter(AUDIT);
        approve(run);

        String task = server.taskOf(run, "userTask_decideOnFailedPreparation");
        assertThat(server.as("operator").briefing(task).toString()).contains("audit", "Retry when that is over");
        server.toOneSecondBefore(AFTER_AUDIT);
        decide(task, "operator", "retry");
        String again = server.taskOf(run, "userTask_decideOnFailedPreparation");
        server.toOneSecondAfter(AFTER_AUDIT);
        decide(again, "operator", "retry");
        assertThat(server.await("the end", () -> outcome(run))).isEqualTo("completed");
        assertThat(told(run, "hour-before")).as("nobody waits for a window").isEmpty();
    }

    @Test
    @Order(2)
    void a_window_inside_a_freeze_needs_a_deviation_and_the_team_hears_of_it_to_the_second() {
        Instant window = YEAR_END.plus(Duration.ofHours(5));
        String run = start("frozen", window).body().path("businessKey").asText();
        decide(server.taskOf(run, "userTask_fixFailedGate"), "requester", "ask-deviation", "The regulator set it.");
        decide(server.taskOf(run, "userTask_decideOnDeviation"), "compliance", "accept-deviation", "Seen, regulator.");
        approve(run);
        server.await("the notice of the approval", () -> told(run, "change-approved"));

        server.toOneSecondBefore(window.minus(Duration.ofHours(1)));
        assertThat(told(run, "hour-before")).isEmpty();
        server.toOneSecondAfter(window.minus(Duration.ofHours(1)));
        Delivery near = server.await("the notice an hour before", () -> told(run, "hour-before"));
        assertThat(near.body()).contains(run, "Work in the parcel office", "frozen");
        server.toOneSecondBefore(window);
        assertThat(told(run, "window-opens")).isEmpty();
        server.toOneSecondAfter(window);
        server.await("the notice at the start", () -> told(run, "window-opens"));

        assertThat(server.await("the end", () -> outcome(run))).isEqualTo("completed");
        Delivery ended = server.await("the notice of the end", () -> told(run, "window-closed"));
        assertThat(ended.subject()).contains("completed", "Work in the parcel office", "frozen");
        assertThat(all(run, "window-closed").map(Delivery::recipients))
                .containsExactlyInAnyOrder("devops@fingood.com", "db-team@fingood.com", "requester@fingood.com");
        assertThat(all(run, "approval-asked").map(Delivery::body)).isNotEmpty().allSatisfy(body -> assertThat(body)
                .contains("1 (Check the window)")
                .doesNotContain("regulator"));
    }

    @Test
    @Order(3)
    void a_server_that_was_down_over_the_whole_window_does_not_use_it() {
        Answer past = start("asleep", server.now().minusSeconds(1));
        assertThat(past.status()).isEqualTo(400);
        assertThat(past.message()).contains("windowStart", "has passed");

        String run = start("asleep", server.now().plus(Duration.ofHours(8)))
                .body()
                .path("businessKey")
                .asText();
        approve(run);
        server.await("the notice of the approval", () -> told(run, "change-approved"));

        server.downFor(Duration.ofHours(13));

        String task = server.taskOf(run, "userTask_decideOnFailedPreparation");
        assertThat(server.as("operator").briefing(task).toString()).contains("was over at");
        assertThat(told(run, "hour-before")).isEmpty();
        decide(task, "operator", "abort");
        assertThat(server.await("the end", () -> outcome(run))).isEqualTo("cancelled");
        Delivery ended = server.await("the notice of the end", () -> told(run, "window-closed"));
        assertThat(ended.body()).contains("nothing was changed");
    }

    private Answer start(String target, Instant window) {
        Map<String, Object> variables = new HashMap<>(Map.of("target", target, "version", ParcelOffice.VERSION));
        variables.put("reason", "statements");
        if (window != null) {
            variables.put("windowStart", window.toString());
        }
        return server.as("requester")
                .post("/engine-rest/process-definition/key/database-migration/start", Rest.variables(variables));
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

    private Optional<String> outcome(String run) {
        return Optional.ofNullable(server.bean(Runs.class).get(new RunId(run)).outcome())
                .map(outcome -> outcome.label());
    }

    private Optional<Delivery> told(String run, String kind) {
        return all(run, kind).findFirst();
    }

    private Stream<Delivery> all(String run, String kind) {
        return server.bean(Outbox.class).of(new RunId(run)).stream()
                .filter(delivery -> delivery.kind().equals(kind));
    }
}
