package com.fingood.runbook.notification;

import com.fingood.runbook.fixtures.TestDatabase;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Mails against a real SMTP server: once, not lost, and recognisable when repeated. */
class MailTest {

    private static final String EVERY_DATABASE = "com.fingood.runbook.fixtures.TestDatabases#all";

    private final int port = freePort();
    private GreenMail server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @ParameterizedTest
    @MethodSource(EVERY_DATABASE)
    void what_was_announced_is_sent_once_to_each_address(TestDatabase kind) throws Exception {
        up();
        try (Sending sending = new Sending(kind, Sending.byMail(port))) {
            sending.announce("Window for ledger: Überträge", "Tonight, 22:00 UTC.\nNo writes for 2 s.");
            Dispatcher node = sending.node();
            node.deliverDue();
            node.deliverDue();

            MimeMessage[] mails = server.getReceivedMessages();
            assertThat(Arrays.stream(mails).map(mail -> recipient(mail)))
                    .containsExactlyInAnyOrder("devops@fingood.com", "db-team@fingood.com", "oncall@fingood.com");
            assertThat(mails[0].getSubject()).isEqualTo("Window for ledger: Überträge");
            assertThat(mails[0].getFrom()[0]).hasToString("runbook@fingood.com");
            assertThat(mails[0].getContent().toString()).contains("Tonight, 22:00 UTC.", "No writes for 2 s.");
            assertThat(sending.deliveries()).allSatisfy(delivery -> {
                assertThat(delivery.sent()).isEqualTo(sending.clock.instant());
                assertThat(delivery.attempts()).isEqualTo(1);
            });
            assertThat(sending.events()).contains("NotificationWritten", "NotificationSent");
        }
    }

    @ParameterizedTest
    @MethodSource(EVERY_DATABASE)
    void nothing_is_lost_while_the_mail_server_is_down(TestDatabase kind) {
        try (Sending sending = new Sending(kind, Sending.byMail(port))) {
            sending.announce("Window", "Tonight.");
            Dispatcher node = sending.node();
            for (int attempt = 1; attempt <= 4; attempt++) {
                node.deliverDue();
                node.deliverDue();
                sending.clock.advance(Dispatcher.pauseAfter(attempt));
            }
            assertThat(sending.deliveries()).hasSize(3).allSatisfy(delivery -> {
                assertThat(delivery.sent()).isNull();
                assertThat(delivery.attempts()).isEqualTo(4);
                assertThat(delivery.lastError()).contains("127.0.0.1:" + port);
            });
            assertThat(sending.events()).contains("NotificationDelayed").doesNotContain("NotificationSent");

            up();
            sending.node().deliverDue();
            assertThat(server.getReceivedMessages()).hasSize(3);
            assertThat(sending.deliveries())
                    .allMatch(delivery -> delivery.sent() != null && delivery.lastError() == null);
        }
    }

    @ParameterizedTest
    @MethodSource(EVERY_DATABASE)
    void after_an_hour_without_a_mail_server_every_mail_arrives_once(TestDatabase kind) {
        try (Sending sending = new Sending(kind, Sending.byMail(port))) {
            for (int notice = 0; notice < 10; notice++) {
                sending.announce("Notice " + notice, "Tonight.");
            }
            for (int minute = 0; minute < 60; minute++) {
                sending.node().deliverDue();
                sending.clock.advance(Duration.ofMinutes(1));
            }
            up();
            // Nobody waits longer than the longest pause for a server that is back.
            for (int minute = 0; minute <= 10; minute++) {
                sending.node().deliverDue();
                sending.node().deliverDue();
                sending.clock.advance(Duration.ofMinutes(1));
            }
            assertThat(server.getReceivedMessages()).hasSize(30);
            assertThat(Arrays.stream(server.getReceivedMessages()).map(MailTest::messageId))
                    .doesNotHaveDuplicates();
            assertThat(sending.deliveries()).allMatch(delivery -> delivery.sent() != null);
        }
    }

    @ParameterizedTest
    @MethodSource(EVERY_DATABASE)
    void a_recipient_whom_the_server_rejects_keeps_the_mail_from_nobody_else(TestDatabase kind) throws Exception {
        try (StubbornSmtp smtp = StubbornSmtp.rejecting("oncall@fingood.com");
                Sending sending = new Sending(kind, Sending.byMail(smtp.port()))) {
            sending.announce("Window", "Tonight.");
            sending.node().deliverDue();

            assertThat(smtp.accepted()).containsExactlyInAnyOrder("devops@fingood.com", "db-team@fingood.com");
            assertThat(sending.deliveries())
                    .filteredOn(delivery -> delivery.sent() == null)
                    .singleElement()
                    .satisfies(delivery -> {
                        assertThat(delivery.recipients()).isEqualTo("oncall@fingood.com");
                        assertThat(delivery.lastError()).contains("550");
                    });
        }
    }

    @ParameterizedTest
    @MethodSource(EVERY_DATABASE)
    void a_server_that_hangs_is_given_up_for_now_and_keeps_no_other_channel_waiting(TestDatabase kind)
            throws Exception {
        try (StubbornSmtp smtp = StubbornSmtp.hanging();
                Sending sending = new Sending(kind, Sending.byMail(smtp.port()))) {
            sending.postbox()
                    .post(new Notice(
                            "page",
                            sending.run.id().value(),
                            "ledger",
                            "operations",
                            Set.of("devops@fingood.com"),
                            new Draft("Page", "Now."),
                            "runbook"));
            List<String> said = Collections.synchronizedList(new ArrayList<>());
            Dispatcher node = sending.node(
                    new MailChannel(Sending.mail(smtp.port()), sending.clock, "300"), noting("#migrations", said));
            sending.outbox.write(copyFor("#migrations", sending.deliveries().get(0)));

            node.deliverDue("#migrations");
            assertThat(said).containsExactly("Page");
            node.deliverDue(MailChannel.NAME);
            assertThat(sending.deliveries())
                    .filteredOn(delivery -> delivery.sent() == null)
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.lastError()).contains("127.0.0.1:" + smtp.port()));
        }
    }

    @ParameterizedTest
    @MethodSource(EVERY_DATABASE)
    void a_mail_that_is_repeated_after_a_crash_carries_the_same_message_id(TestDatabase kind) throws Exception {
        up();
        try (Sending sending = new Sending(kind, Sending.byMail(port))) {
            sending.announce("Window", "Tonight.");
            assertThatThrownBy(() -> sending.node(dyingAfterIts(new MailChannel(Sending.mail(port), sending.clock)))
                            .deliverDue())
                    .isInstanceOf(Killed.class);
            assertThat(server.getReceivedMessages()).hasSize(1);
            MimeMessage first = server.getReceivedMessages()[0];

            Dispatcher restarted = sending.node();
            restarted.deliverDue();
            assertThat(server.getReceivedMessages())
                    .as("the dead node's claim still holds")
                    .hasSize(3);
            sending.clock.advance(Duration.ofMinutes(4));
            restarted.deliverDue();

            List<String> ids = Arrays.stream(server.getReceivedMessages())
                    .filter(mail -> recipient(mail).equals(recipient(first)))
                    .map(MailTest::messageId)
                    .toList();
            assertThat(ids).containsExactly(first.getMessageID(), first.getMessageID());
            assertThat(sending.deliveries()).allMatch(delivery -> delivery.sent() != null);
        }
    }

    @ParameterizedTest
    @MethodSource(EVERY_DATABASE)
    void what_was_rolled_back_is_not_sent(TestDatabase kind) {
        up();
        try (Sending sending = new Sending(kind, Sending.byMail(port))) {
            new TransactionTemplate(new JdbcTransactionManager(sending.pool)).executeWithoutResult(status -> {
                sending.announce("Window", "Tonight.");
                status.setRollbackOnly();
            });
            sending.node().deliverDue();
            assertThat(server.getReceivedMessages()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(EVERY_DATABASE)
    void several_nodes_send_each_mail_once(TestDatabase kind) throws Exception {
        up();
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try (Sending sending = new Sending(kind, Sending.byMail(port))) {
            for (int n = 0; n < 5; n++) {
                sending.announce("Window " + n, "Tonight.");
            }
            CyclicBarrier together = new CyclicBarrier(4);
            List<Future<?>> rounds = java.util.stream.IntStream.range(0, 4)
                    .<Future<?>>mapToObj(n -> nodes.submit(() -> {
                        together.await();
                        sending.node().deliverDue();
                        return null;
                    }))
                    .toList();
            for (Future<?> round : rounds) {
                round.get();
            }
            assertThat(server.getReceivedMessages()).hasSize(15);
            assertThat(sending.deliveries()).allMatch(delivery -> delivery.attempts() == 1 && delivery.sent() != null);
        } finally {
            nodes.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource(EVERY_DATABASE)
    void an_unencrypted_server_gets_nothing_unless_that_is_configured(TestDatabase kind) {
        up();
        NotificationProperties strict = new NotificationProperties(
                new NotificationProperties.Mail("127.0.0.1", port, null, null, null, "runbook@fingood.com", null),
                null,
                Sending.CONTACTS);
        try (Sending sending = new Sending(kind, strict)) {
            sending.announce("Window", "Tonight.");
            sending.node().deliverDue();
            assertThat(server.getReceivedMessages()).isEmpty();
            assertThat(sending.deliveries())
                    .allMatch(delivery -> delivery.lastError().contains("STARTTLS"));
        }
    }

    private static final class Killed extends Error {}

    /** The process ends when the server has the mail and before that is on record. */
    private static Channel dyingAfterIts(Channel channel) {
        return new Channel() {
            @Override
            public String name() {
                return channel.name();
            }

            @Override
            public void send(Delivery delivery) {
                channel.send(delivery);
                throw new Killed();
            }
        };
    }

    private static Channel noting(String name, List<String> said) {
        return new Channel() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void send(Delivery delivery) {
                said.add(delivery.subject());
            }
        };
    }

    private static Delivery copyFor(String channel, Delivery d) {
        return new Delivery(
                d.run(),
                "copy",
                d.kind(),
                channel,
                channel,
                d.subject(),
                d.body(),
                "<copy@fingood.com>",
                d.created(),
                null,
                0,
                d.nextAttempt(),
                null);
    }

    private void up() {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    private static String recipient(MimeMessage mail) {
        return GreenMailUtil.getAddressList(recipients(mail));
    }

    private static jakarta.mail.Address[] recipients(MimeMessage mail) {
        try {
            return mail.getAllRecipients();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
