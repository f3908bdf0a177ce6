package com.fingood.runbook.web;

import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.mock.web.MockHttpServletRequest;

import java.sql.SQLException;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What nobody foresaw is answered without what it says; what is foreseen is found under whatever wraps it. */
class RefusalAdviceTest {

    private final RefusalAdvice advice = new RefusalAdvice();
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/runs/x/cancel");

    @Test
    void a_databases_failure_is_answered_with_a_reference_and_nothing_of_it() {
        SQLException cause = new SQLException("Key (iban)=(CH93 0076) already exists", "23505");
        ResponseEntity<Map<String, String>> answer = advice.failed(
                new UncategorizedSQLException("adding a row", "insert into rb_ledger (iban) values (?)", cause),
                request);
        assertThat(answer.getStatusCode().value()).isEqualTo(500);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_JSON);
        assertThat(answer.getBody()).containsEntry("code", "internal-error");
        assertThat(answer.getBody().get("message"))
                .containsPattern("under [0-9a-f]{8};")
                .doesNotContain("insert", "rb_ledger", "iban", "CH93");
    }

    @Test
    void a_refusal_under_what_wraps_it_is_answered_in_its_own_words() {
        Refusal refusal = Refusal.refused("too-late", "Nothing was changed: it is over.");
        ResponseEntity<Map<String, String>> answer =
                advice.failed(new IllegalStateException("a listener failed", refusal), request);
        assertThat(answer.getStatusCode().value()).isEqualTo(409);
        assertThat(answer.getBody()).containsEntry("code", "too-late");
    }
}
