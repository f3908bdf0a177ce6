package com.fingood.runbook.notification;

import com.fingood.runbook.notification.NotificationProperties.Mail;
import com.fingood.runbook.notification.NotificationProperties.Webhook;
import com.fingood.runbook.process.Groups;
import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NotificationPropertiesTest {

    record Mistake(NotificationProperties properties, String... words) {}

    static Stream<Mistake> mistakes() {
        return Stream.of(
                wrong(mail(null, 25, null, null, null, "a@b.c"), "mail.host", "nothing"),
                wrong(mail("smtp", 0, null, null, null, "a@b.c"), "mail.port", "0", "1 to 65535"),
                wrong(mail("smtp", 25, null, null, null, "somebody"), "mail.from", "'somebody'", "address"),
                wrong(mail("smtp", 25, "u", null, null, "a@b.c"), "mail.username", "without a password"),
                wrong(mail("smtp", 25, null, "p", null, "a@b.c"), "mail.username", "missing"),
                wrong(mail("smtp", 25, "u", "p", Path.of("f"), "a@b.c"), "mail.password", "exactly one"),
                wrong(hooks(new Webhook(null, "https://x.y")), "webhooks[0].name", "nothing"),
                wrong(hooks(new Webhook("mail", "https://x.y")), "webhooks[0].name", "not 'mail'"),
                wrong(hooks(new Webhook("a", "http://chat.fingood.com/x")), "webhooks[0].url", "https://"),
                wrong(
                        hooks(new Webhook("a", "https://x.y"), new Webhook("a", "https://x.z")),
                        "webhooks[1].name",
                        "no other webhook"),
                wrong(contacts("databse-team", "a@b.c"), "contacts.databse-team is not a key", "database-team"),
                wrong(contacts("operations", "devops"), "contacts.operations", "'devops'", "mail address"),
                wrong(contacts("operations", "a@b.c,"), "contacts.operations", "commas"),
                wrong(contacts("emergency-hotline", ""), "contacts.emergency-hotline", "telephone"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_bad_value_names_key_value_and_what_is_right(Mistake mistake) {
        assertThatThrownBy(mistake.properties()::validated)
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("runbook.notifications.")
                .hasMessageContainingAll(mistake.words());
    }

    @Test
    void a_webhooks_url_is_shown_nowhere() {
        NotificationProperties bad = hooks(new Webhook("a", "http://chat.fingood.com/hidden"));
        assertThat(bad.toString()).doesNotContain("hidden");
        assertThatThrownBy(bad::validated).hasMessageNotContaining("hidden");
    }

    @Test
    void the_environment_may_spell_contacts_its_own_way_and_wins() {
        Map<String, String> both = new java.util.LinkedHashMap<>();
        both.put("database.team", "night@fingood.com");
        both.put("database-team", "day@fingood.com");
        Contacts contacts = new Contacts(new NotificationProperties(null, null, both).validated());
        assertThat(contacts.of("database-team").reach()).isEqualTo("night@fingood.com");
    }

    @Test
    void every_group_may_have_a_contact() {
        assertThat(Contacts.KEYS).containsAll(Groups.ALL).hasSize(Groups.ALL.size() + 1);
        assertThat(Stream.of(NoticeKind.values())).allSatisfy(kind -> {
            assertThat(Groups.ALL).containsAll(kind.audience());
            assertThat(kind.audience()).contains(kind.mustReach());
        });
    }

    @Test
    void a_missing_or_copied_emergency_contact_is_warned_of() {
        assertThat(new Contacts(NotificationProperties.none()).warnings())
                .hasSize(2)
                .anyMatch(words -> words.contains("emergency-hotline") && words.contains("not configured"));
        assertThat(new Contacts(new NotificationProperties(
                                null,
                                null,
                                Map.of("emergency-hotline", "+1-XXX-XXX-XXXX", "database-team", "db@fingood.com")))
                        .warnings())
                .singleElement()
                .asString()
                .contains("placeholder", "+1-XXX-XXX-XXXX");
        assertThat(new Contacts(new NotificationProperties(
                                null,
                                null,
                                Map.of("emergency-hotline", "+1-555-0100", "database-team", "db@fingood.com")))
                        .warnings())
                .isEmpty();
    }

    private static Mistake wrong(NotificationProperties properties, String... words) {
        return new Mistake(properties, words);
    }

    private static NotificationProperties mail(
            String host, int port, String username, String password, Path file, String from) {
        return new NotificationProperties(new Mail(host, port, username, password, file, from, null), null, null);
    }

    private static NotificationProperties hooks(Webhook... webhooks) {
        return new NotificationProperties(null, List.of(webhooks), null);
    }

    private static NotificationProperties contacts(String who, String reach) {
        return new NotificationProperties(null, null, Map.of(who, reach));
    }
}
