package com.fingood.runbook.process.guard;

import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The server checks what the form says, by the form's own file. */
class FormSchemaTest {

    private static final FormSchema NOTIFY_TEAM = FormSchema.onClassPath("notify-team");

    @Test
    void a_text_that_is_too_long_is_refused_with_the_limit() {
        assertThatThrownBy(() -> NOTIFY_TEAM.check(Map.of("decision", "send", "body", "x".repeat(4001))))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("'body' is longer than 4000 characters");
        assertThatCode(() -> NOTIFY_TEAM.check(Map.of("decision", "send", "body", "x".repeat(4000))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\u0007", "a\u007f", "\u009b31m", "\ud800"})
    void a_text_with_a_character_that_cannot_be_kept_is_refused(String text) {
        assertThatThrownBy(() -> NOTIFY_TEAM.check(Map.of("decision", "send", "body", text)))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("'body' contains the character U+", "can't be kept");
    }

    @Test
    void lines_tabs_and_every_script_of_the_world_are_kept() {
        assertThatCode(() -> NOTIFY_TEAM.check(Map.of("decision", "send", "body", "a\tb\r\nGrüße 数据库 🙂")))
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_no_field_of_the_form_is_refused() {
        assertThatThrownBy(() -> NOTIFY_TEAM.check(Map.of("decision", "send", "recipients", "all@fingood.com")))
                .hasMessageContaining("'recipients' is no field");
    }

    @ParameterizedTest
    @CsvSource({
        "approve-change, reject",
        "notify-team, already-notified",
        "plan-communication, already-in-place",
        "confirm-contacts, abort",
        "assess-privacy, accept",
        "fix-failed-gate, ask-deviation",
        "complete-migration-documentation, abort",
        "provide-staging-evidence, ask-deviation",
        "decide-on-deviation, accept-deviation",
        "decide-on-deviation, refuse-deviation",
        "decide-on-stuck-step, cancel-run",
        "decide-on-stuck-step, declare-incident"
    })
    void some_decisions_need_a_reason(String form, String decision) {
        assertThatThrownBy(() -> FormSchema.onClassPath(form).requireReason(decision, " "))
                .isInstanceOf(Refusal.class)
                .hasMessageContainingAll("'" + decision + "'", "comment");
        assertThatCode(() -> FormSchema.onClassPath(form).requireReason(decision, "because"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"approve-change, approve", "notify-team, send", "confirm-contacts, confirm", "review-risk, accept"})
    void others_need_none(String form, String decision) {
        assertThatCode(() -> FormSchema.onClassPath(form).requireReason(decision, null))
                .doesNotThrowAnyException();
    }
}
