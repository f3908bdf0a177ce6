package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.notification.Delivery;
import com.fingood.runbook.notification.Outbox;
import com.fingood.runbook.process.Rest.Answer;
import com.fingood.runbook.run.NewRun;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.Runs;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A person gets a draft, corrects it, and it is mailed when they say so; the text is kept in the outbox and nowhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RunningServer server = RunningServer.shared();
    private String run;
    private String task;

    @BeforeAll
    void deploy() {
        BpmnModelInstance model = Bpmn.createExecutableProcess("one-notice")
                .camundaHistoryTimeToLive(1)
                .startEvent()
                .userTask("userTask_notifyTeam")
                .camundaFormRef("notify-team")
                .camundaFormRefBinding("latest")
                .camundaCandidateGroups("operations")
                .camundaDueDate("${deadlines.due('checklist')}")
                .camundaAsyncAfter()
                .boundaryEvent("timer_remind")
                .cancelActivity(false)
                .timerWithDuration("P1D")
                .endEvent()
                .moveToActivity("userTask_notifyTeam")
                .endEvent()
                .done();
        server.bean(RepositoryService.class)
                .createDeployment()
                .addModelInstance("one-notice.bpmn", model)
                .deploy();
    }

    @Test
    void the_form_begins_with_a_draft_and_what_was_made_of_it_is_mailed() {
        open();
        JsonNode begun = server.as("operations")
                .get("/engine-rest/task/" + task + "/form-variables")
                .body();
        assertThat(begun.path("subject").path("value").asText()).contains("doors");
        assertThat(begun.path("body").path("value").asText())
                .contains(run, "Whom to call", "emergency hotline: +1-555-0100");

        String subject = "Window of " + run;
        assertThat(complete("send", Map.of("subject", subject, "body", "Übermorgen, 22:00."))
                        .status())
                .isEqualTo(204);
        List<MimeMessage> mails = Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> server.mails().about(subject), received -> received.size() == 2);
        assertThat(MailsForTests.textOf(mails.get(0))).contains("Übermorgen, 22:00.");
        textIsKeptInTheOutboxAlone();
    }

    @Test
    void who_leaves_the_text_out_sends_the_draft() {
        open();
        assertThat(complete("send", Map.of()).status()).isEqualTo(204);
        assertThat(announced()).hasSize(2).allSatisfy(delivery -> assertThat(delivery.body())
                .contains(run, "Whom to call"));
        textIsKeptInTheOutboxAlone();
    }

    @Test
    void a_text_that_can_not_be_sent_is_refused_in_words_and_the_task_stays() {
        open();
        refused(complete("send", Map.of("body", "x".repeat(5000))), "4000");
        refused(complete("send", Map.of("subject", "a\nBcc: all@fingood.com")), "one line");
        refused(complete("send", Map.of("body", " ")), "body");
        assertThat(announced()).isEmpty();
        assertThat(server.bean(TaskService.class).createTaskQuery().taskId(task).count())
                .isEqualTo(1);
    }

    @Test
    void who_told_people_by_other_means_says_where_and_when() {
        open();
        refused(complete("already-notified", Map.of()), "comment");
        Answer told = complete("already-notified", Map.of("comment", "In the channel #ops, today at 9."));
        assertThat(told.status()).as(told.message()).isEqualTo(204);
        assertThat(announced()).isEmpty();
        textIsKeptInTheOutboxAlone();
    }

    /** What a person sent; that the task opened and ended is told as well, by the runbook itself. */
    private List<Delivery> announced() {
        return server.bean(Outbox.class).of(server.run(run).id()).stream()
                .filter(delivery -> !delivery.kind().startsWith("task-"))
                .toList();
    }

    private void open() {
        Run created = server.bean(Runs.class).create(new NewRun("doors", "2.9", "requester", "notices", null));
        run = created.id().value();
        server.bean(RuntimeService.class).startProcessInstanceByKey("one-notice", run);
        task = server.bean(TaskService.class)
                .createTaskQuery()
                .processInstanceBusinessKey(run)
                .singleResult()
                .getId();
    }

    private Answer complete(String decision, Map<String, Object> more) {
        Map<String, Object> variables = new HashMap<>(more);
        variables.put("decision", decision);
        return server.as("operations").complete(task, variables);
    }

    private void textIsKeptInTheOutboxAlone() {
        HistoryService history = server.bean(HistoryService.class);
        for (String name : List.of("subject", "body")) {
            assertThat(history.createHistoricVariableInstanceQuery()
                            .variableName(name)
                            .count())
                    .isZero();
            assertThat(server.bean(RuntimeService.class)
                            .createVariableInstanceQuery()
                            .variableName(name)
                            .processInstanceIdIn(instance())
                            .count())
                    .isZero();
        }
        assertThat(history.createHistoricDetailQuery()
                        .taskId(task)
                        .variableUpdates()
                        .list())
                .noneMatch(detail -> detail.toString().contains("body"));
    }

    private String instance() {
        return server.bean(HistoryService.class)
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(run)
                .singleResult()
                .getId();
    }

    private static void refused(Answer answer, String... words) {
        assertThat(answer.status()).as(answer.message()).isEqualTo(400);
        assertThat(answer.message()).contains(words);
    }
}
