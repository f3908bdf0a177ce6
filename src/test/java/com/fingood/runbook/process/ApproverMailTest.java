package com.fingood.runbook.process;

import com.fingood.runbook.fixtures.SampleLedger;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.notification.Outbox;
import com.fingood.runbook.process.notices.TaskNotices;
import com.fingood.runbook.run.RunId;
import jakarta.mail.internet.MimeMessage;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** What an approver gets by mail, from a run to a real SMTP server, and that its link opens their task and no other. */
class ApproverMailTest {

    private static final Pattern LINK = Pattern.compile("(\\S+)/camunda/app/tasklist/default/#/\\?task=(\\S+)");

    @Test
    void an_approver_gets_what_they_weigh_and_a_link_to_the_task_and_each_notice_reaches_whom_it_must() {
        MailsForTests mails = new MailsForTests();
        Map<String, Object> settings = new HashMap<>();
        mails.configure(settings);
        settings.put("runbook.notifications.contacts.change-managers", "cab@fingood.com");
        settings.put("runbook.url", "https://runbook.fingood.com/");
        try (ClockedServer server = ClockedServer.start(
                Map.of("mailed", SampleLedger.below(TestDatabases.h2(), "mailed", "2.0")), settings)) {
            String run = server.started("mailed", "2.0");
            String task = server.taskOf(run, "userTask_approveChange");

            MimeMessage mail = arrived(
                            mails, "Approval asked: End-to-end id and purpose code for payments on mailed (staging)")
                    .get(0);
            String text = MailsForTests.textOf(mail).replace("\r\n", "\n");
            assertThat(text)
                    .contains("End-to-end id and purpose code for payments, version 2.0, ticket FIN-2041", run)
                    .contains("Risk:           low", "Lock time:      not measured", "Window:         as soon as")
                    .contains("Way back:       The change is undone", "Deviations:     none")
                    .contains("Answer until:   20", "An approval given now ends: 20")
                    .doesNotContainIgnoringCase("alter table")
                    .doesNotContain("requester");
            Matcher link = LINK.matcher(text);
            assertThat(link.find()).isTrue();
            assertThat(link.group(1)).endsWith("https://runbook.fingood.com");
            assertThat(link.group(2)).isEqualTo(task);
            assertThat(server.as("manager")
                            .get("/engine-rest/task/" + link.group(2))
                            .status())
                    .isEqualTo(200);

            reachWhomTheyMust(server, run, task);
        }
    }

    /** In one transaction that is rolled back, and in one that is not. */
    private static void reachWhomTheyMust(ClockedServer server, String run, String task) {
        TaskNotices notices = server.bean(TaskNotices.class);
        TransactionTemplate transaction = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        int before = server.bean(Outbox.class).of(new RunId(run)).size();
        transaction.executeWithoutResult(status -> {
            notices.paged(task);
            status.setRollbackOnly();
        });
        assertThat(server.bean(Outbox.class).of(new RunId(run))).hasSize(before);

        notices.chased(task, false);
        assertThat(recipients(server, run, "approval-chase")).containsExactly("cab@fingood.com");
        notices.paged(task);
        assertThat(recipients(server, run, "page"))
                .containsExactlyInAnyOrder("cab@fingood.com", "manager@fingood.com", "manager2@fingood.com");
        notices.approvalVoided(new RunId(run), "manager", "The script changed.");
        assertThat(recipients(server, run, "approval-voided")).containsExactly("manager@fingood.com");

        server.bean(TaskService.class).addCandidateGroup(task, "incident-response");
        notices.escalated(task, List.of("incident-response"));
        assertThat(recipients(server, run, "task-escalated"))
                .as("a group without a contact is reached at its members' own addresses")
                .containsExactlyInAnyOrder("cab@fingood.com", "incident@fingood.com");
        assertThat(server.as("manager2")
                        .post("/engine-rest/task/" + task + "/claim", Map.of("userId", "manager2"))
                        .status())
                .isEqualTo(204);
        notices.reminded(task);
        assertThat(recipients(server, run, "task-reminder")).contains("cab@fingood.com", "manager2@fingood.com");
    }

    private static List<String> recipients(ClockedServer server, String run, String kind) {
        return server.bean(Outbox.class).of(new RunId(run)).stream()
                .filter(delivery -> delivery.kind().equals(kind))
                .map(delivery -> delivery.recipients())
                .toList();
    }

    private static List<MimeMessage> arrived(MailsForTests mails, String subject) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> mails.about(subject), received -> !received.isEmpty());
    }
}
