package com.fingood.runbook.notification;

import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Refusal;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class AnnouncerTest {

    @Test
    void without_mail_and_webhook_a_person_is_told_what_to_configure_and_what_else_to_choose() {
        try (Sending sending = new Sending(TestDatabases.h2(), NotificationProperties.none())) {
            refused("no-channel", () -> sending.announce("Window", "Tonight."))
                    .contains("runbook.notifications.mail", "runbook.notifications.webhooks", "already-notified");
            assertThat(sending.deliveries()).isEmpty();
            assertThat(sending.events()).doesNotContain("NotificationWritten");
        }
    }

    @Test
    void mail_without_the_address_of_those_who_must_know_is_refused() {
        NotificationProperties others = new NotificationProperties(
                Sending.mail(25),
                null,
                Map.of("database-team", "db-team@fingood.com", "operations", "XXX@fingood.com"));
        try (Sending sending = new Sending(TestDatabases.h2(), others)) {
            refused("no-recipient", () -> sending.announce("Window", "Tonight."))
                    .contains("runbook.notifications.contacts.operations", "already-notified");
        }
    }

    @Test
    void a_text_that_can_not_be_sent_is_refused() {
        try (Sending sending = new Sending(TestDatabases.h2(), Sending.byMail(25))) {
            refused("bad-notice", () -> sending.announce(" ", "Tonight.")).contains("subject");
            refused("bad-notice", () -> sending.announce("Window\nBcc: all@fingood.com", "Tonight."))
                    .contains("one line");
            refused("bad-notice", () -> sending.announce("x".repeat(201), "Tonight."))
                    .contains("200");
            refused("bad-notice", () -> sending.announce("Window", "")).contains("body");
            refused("bad-notice", () -> sending.announce("Window", "a\u0000b")).contains("characters");
        }
    }

    @Test
    void a_long_text_is_kept_whole() {
        try (Sending sending = new Sending(TestDatabases.postgresql(), Sending.byMail(25))) {
            String body = "ä".repeat(20_000);
            sending.announce("Window", body);
            assertThat(sending.deliveries()).extracting(Delivery::body).containsOnly(body);
        }
    }

    private static AbstractStringAssert<?> refused(String code, ThrowingCallable deed) {
        Refusal refusal = catchThrowableOfType(Refusal.class, deed);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        return assertThat(refusal.getMessage());
    }
}
