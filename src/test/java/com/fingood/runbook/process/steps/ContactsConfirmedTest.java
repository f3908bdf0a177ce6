package com.fingood.runbook.process.steps;

import com.fingood.runbook.notification.Contacts;
import com.fingood.runbook.notification.NotificationProperties;
import com.fingood.runbook.process.guard.TaskGuard.OpenTask;
import com.fingood.runbook.process.guard.TaskGuard.Person;
import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ContactsConfirmedTest {

    private static final Map<String, String> COPIED =
            Map.of("emergency-hotline", "+1-XXX-XXX-XXXX", "database-team", "db-team@fingood.com");
    private static final Map<String, String> REAL =
            Map.of("emergency-hotline", "+1-555-0100", "database-team", "db-team@fingood.com");

    @Test
    void a_placeholder_is_confirmed_only_with_a_word_about_the_right_one() {
        assertThatThrownBy(() -> answer(COPIED, "confirm-contacts", Map.of("decision", "confirm")))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("emergency-hotline", "+1-XXX-XXX-XXXX", "comment");
        assertThatCode(() -> answer(
                        COPIED, "confirm-contacts", Map.of("decision", "confirm", "comment", "On the intranet.")))
                .doesNotThrowAnyException();
    }

    @Test
    void contacts_that_are_filled_in_need_no_word_and_other_decisions_are_left_alone() {
        assertThatCode(() -> {
                    answer(REAL, "confirm-contacts", Map.of("decision", "confirm"));
                    answer(COPIED, "confirm-contacts", Map.of("decision", "abort", "comment", "x"));
                    answer(COPIED, "approve-change", Map.of("decision", "approve"));
                })
                .doesNotThrowAnyException();
    }

    private static void answer(Map<String, String> contacts, String form, Map<String, Object> sent) {
        OpenTask task = new OpenTask("1", "userTask_any", "ledger-2.1-0001", form, Set.of(), null, null, null);
        new ContactsConfirmed(new Contacts(new NotificationProperties(null, null, contacts)))
                .decided(task, new Person("incident", List.of("incident-response")), sent);
    }
}
