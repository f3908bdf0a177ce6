package com.fingood.runbook.audit;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class RedactionTests {

    @Test
    void values_under_a_secrets_name_are_removed_at_any_depth() {
        Map<String, Object> kept = Redaction.check(Map.of(
                "dbPassword",
                "hunter2",
                "apiKey",
                "k",
                "nested",
                Map.of("accessToken", "t", "name", "n"),
                "list",
                List.of(Map.of("client_secret", "s"))));
        assertThat(kept.toString()).doesNotContain("hunter2").contains("name=n");
        assertThat(kept.get("dbPassword")).isEqualTo("[removed]");
        assertThat(kept.get("apiKey")).isEqualTo("[removed]");
        assertThat(kept.get("list")).isEqualTo(List.of(Map.of("client_secret", "[removed]")));
    }

    @Test
    void secrets_inside_texts_are_blanked() {
        assertThat(Redaction.text("jdbc:postgresql://h/d?user=a&password=b&ssl=true"))
                .isEqualTo("jdbc:postgresql://h/d?user=a&password=[removed]&ssl=true");
        assertThat(Redaction.text("postgres://a:b@h/d")).isEqualTo("postgres://a:[removed]@h/d");
    }

    @Test
    void long_texts_are_cut_and_control_characters_replaced() {
        assertThat(Redaction.text("x".repeat(5_000))).hasSize(Redaction.LONGEST).endsWith("…");
        assertThat(Redaction.text("a\u0000b\nc\uD800d")).isEqualTo("a\uFFFDb\nc\uFFFDd");
        assertThat(Redaction.text("\uD83D\uDE00")).isEqualTo("\uD83D\uDE00");
    }
}
