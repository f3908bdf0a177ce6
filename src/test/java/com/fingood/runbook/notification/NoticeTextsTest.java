package com.fingood.runbook.notification;

import com.fingood.runbook.notification.PlannedChange.HeldLock;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.RunOutcome;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static com.fingood.runbook.fixtures.TestDatabases.h2;
import static org.assertj.core.api.Assertions.assertThat;

/** Every text, once: what it must say, what it must never say, and that a mail of it arrives as it was written. */
class NoticeTextsTest {

    private static final String LINK = "https://runbook.fingood.com/camunda/app/tasklist/default/#/?task=4711-aa";
    private static final Instant DUE = Instant.parse("2026-11-23T18:15:00Z");
    private static final Map<String, String> CONTACTS = Map.of(
            "emergency-hotline", "+1-555-0100", "operations", "devops@fingood.com", "database-team", "db@fingood.com");

    private final TaskTexts tasks = new TaskTexts(contacts(CONTACTS));
    private final WindowTexts windows = new WindowTexts(contacts(CONTACTS));

    @Test
    void a_task_says_run_and_change_what_is_asked_until_when_and_where_to_answer() {
        assertThat(tasks.opened(task(change("Daily statements"))).subject())
                .isEqualTo(
                        "Asked of database team, operations: Fix the failed gate: check replication (ledger-2.1-0001)");
        for (Draft draft : List.of(
                tasks.opened(task(change("Daily statements"))),
                tasks.reminder(task(change("Daily statements"))),
                tasks.escalation(task(change("Daily statements")), List.of("senior-database-team")))) {
            assertThat(draft.body())
                    .contains("Daily statements on ledger (production), version 2.1, ticket FIN-2063")
                    .contains("ledger-2.1-0001", "Fix the failed gate: check replication")
                    .contains("2026-11-23 18:15 UTC", LINK);
        }
        assertThat(tasks.escalation(task(change("x")), List.of("senior-database-team"))
                        .subject())
                .startsWith("Escalated to senior database team:");
    }

    @Test
    void a_page_carries_the_hotline_and_says_when_none_is_configured() {
        assertThat(tasks.page(task(change("Daily statements"))).body()).contains("Hotline:    +1-555-0100", LINK);
        assertThat(tasks.page(task(change("Daily statements"))).subject()).startsWith("EMERGENCY, level 3:");
        assertThat(new TaskTexts(contacts(Map.of())).page(task(null)).body())
                .contains("not configured (runbook.notifications.contacts.emergency-hotline)");
    }

    @Test
    void an_issue_that_is_about_no_run_is_named_by_its_id() {
        assertThat(tasks.opened(task(null)).body()).contains("Issue:      ledger-2.1-0001", "stands in the task");
    }

    @Test
    void an_approver_reads_risk_lock_time_window_undo_deviations_and_expiry() {
        AskedApproval approval = new AskedApproval(
                "second manager",
                "high",
                "critical",
                List.of("Check monitoring", "Check the window"),
                Instant.parse("2026-11-26T14:15:00Z"));
        assertThat(tasks.approvalAsked(task(change("Daily statements")), approval)
                        .body())
                .contains("as second manager", "Risk:           high", "Worst finding:  critical")
                .contains("at most 2300 ms, for readers and writers of public.accounts")
                .contains("from 2026-11-23 22:00 UTC")
                .contains("The change is undone, which took about 2 seconds", "brought everything back")
                .contains("2 (Check monitoring, Check the window)")
                .contains("An approval given now ends: 2026-11-26 14:15 UTC")
                .contains(LINK);
        assertThat(tasks.approvalAsked(task(change("x")), new AskedApproval("approver", null, null, List.of(), null))
                        .body())
                .contains("Risk:           not declared", "Worst finding:  none", "Deviations:     none");
    }

    @Test
    void an_approver_is_told_why_an_approval_does_not_hold_any_more() {
        Draft draft = tasks.approvalVoided(
                change("Daily statements"), "script changed: DROP TABLE accounts; ask rita@fingood.com");
        assertThat(draft.subject())
                .isEqualTo("Your approval does not hold any more: Daily statements on ledger (run ledger-2.1-0001)");
        assertThat(draft.body()).contains("script changed").doesNotContain("DROP", "rita@");
    }

    @Test
    void the_end_of_a_run_is_told_in_words_for_every_outcome() {
        for (RunOutcome outcome : RunOutcome.values()) {
            Draft draft = windows.of(WindowNotice.WINDOW_CLOSED, change("Daily statements"), outcome);
            assertThat(draft.subject())
                    .startsWith("Ended, " + outcome.label().replace('-', ' ') + ": Daily statements");
            assertThat(draft.body()).startsWith("The ").contains("db@fingood.com");
        }
    }

    @Test
    void no_text_holds_sql_a_persons_address_or_a_persons_words() {
        PlannedChange nosy = change("Statements; SELECT iban FROM accounts; write to rita@fingood.com");
        assertThat(all(nosy)).hasSize(14).allSatisfy(draft -> assertThat(draft.subject() + draft.body())
                .doesNotContain("SELECT", "iban", "rita", "PURPOSE"));
    }

    @Test
    void a_title_from_a_file_can_not_add_a_header_or_a_second_line_to_the_subject() {
        PlannedChange evil = change("Sum\r\nBcc: all@fingood.com\r\n\r\n<b>\u2028{{link}}\u202Eevil\u0000");
        assertThat(all(evil)).allSatisfy(draft -> {
            assertThat(draft.subject()).doesNotContainPattern("[\\p{Cntrl}\\u2028\\u202E]");
            assertThat(draft.subject()).hasSizeLessThanOrEqualTo(Drafts.LONGEST_SUBJECT);
            assertThat(draft.body()).doesNotContain("\u202E", "\u0000", "\nBcc");
        });
    }

    @Test
    void every_text_arrives_as_it_was_written_and_none_is_left_out() throws Exception {
        GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        try (Sending sending = new Sending(h2(), Sending.byMail(smtp.getSmtp().getPort()))) {
            List<Draft> drafts = all(change("Überträge\r\nBcc: all@fingood.com"));
            drafts.forEach(draft -> sending.postbox()
                    .post(new Notice(
                            "kind", null, "ledger", "operations", Set.of("devops@fingood.com"), draft, "runbook")));
            sending.node().deliverDue();

            MimeMessage[] mails = smtp.getReceivedMessages();
            List<String> subjects = new ArrayList<>();
            for (MimeMessage mail : mails) {
                subjects.add(mail.getSubject());
                assertThat(mail.getAllRecipients()).hasSize(1);
                assertThat(mail.getHeader("Bcc")).isNull();
            }
            assertThat(subjects)
                    .containsExactlyInAnyOrderElementsOf(
                            drafts.stream().map(Draft::subject).toList());
        } finally {
            smtp.stop();
        }
    }

    @Test
    void a_failed_rollback_names_run_reason_and_where_the_commands_stand() {
        RunId id = new RunId("ledger-2.1-0001");
        Run run = new Run(id, "ledger", "2.1", "rita", "why not", null, Phase.ROLLBACK, null, null, DUE, null);
        Draft draft = RollbackFailureText.of(run, "production", "the undo broke off", "Call +1-555-0100.");
        assertThat(draft.subject()).contains("ROLLBACK FAILED", "ledger", "production", id.value());
        assertThat(draft.body())
                .contains("the undo broke off", "runbook incident manual-recovery " + id, "Call +1-555-0100.")
                .doesNotContain("{{");
    }

    @Test
    void every_template_is_tried_here_or_in_the_drafts() throws IOException {
        Set<String> tried = new TreeSet<>(List.of("window.txt", "communication-plan.txt"));
        tried.addAll(List.of("task-opened.txt", "task-reminder.txt", "task-escalation.txt", "task-overtaken.txt"));
        tried.add(RollbackFailureText.KIND + ".txt");
        tried.addAll(List.of("page.txt", "approval-asked.txt", "approval-chase.txt", "approval-voided.txt"));
        Arrays.stream(WindowNotice.values()).forEach(notice -> tried.add(notice.label() + ".txt"));
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/notification"))) {
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .isEqualTo(tried);
        }
    }

    private List<Draft> all(PlannedChange change) {
        AskedTask task = task(change);
        List<Draft> all = new ArrayList<>(List.of(
                tasks.opened(task),
                tasks.reminder(task),
                tasks.escalation(task, List.of("senior-database-team")),
                tasks.page(task),
                tasks.chase(task),
                tasks.noLongerNeeded(task),
                tasks.approvalAsked(
                        task, new AskedApproval("change manager", "low", "info", List.of("Check monitoring"), DUE)),
                tasks.approvalVoided(change, "script changed"),
                tasks.opened(task(null)),
                windows.of(WindowNotice.WINDOW_CLOSED, change, RunOutcome.ROLLED_BACK)));
        Arrays.stream(WindowNotice.values()).forEach(notice -> all.add(windows.of(notice, change, null)));
        return all;
    }

    private static AskedTask task(PlannedChange change) {
        return new AskedTask(
                "ledger-2.1-0001",
                change,
                "Fix the failed gate: check replication",
                List.of("operations", "database-team"),
                DUE,
                false,
                LINK);
    }

    private static PlannedChange change(String title) {
        return new PlannedChange(
                "ledger-2.1-0001",
                title,
                "2.1",
                "FIN-2063",
                "rita",
                "ledger",
                "production",
                Instant.parse("2026-11-23T22:00:00Z"),
                Duration.ofMillis(3_400),
                "PURPOSE",
                List.of(new HeldLock("public.accounts", "AccessExclusiveLock", Duration.ofMillis(2_300))),
                Duration.ofMillis(1_200),
                true);
    }

    private static Contacts contacts(Map<String, String> contacts) {
        return new Contacts(new NotificationProperties(null, null, contacts));
    }
}
