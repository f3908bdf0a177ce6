package com.fingood.runbook.validation.environment;

import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.fixtures.WebForTests;
import com.fingood.runbook.validation.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

import static com.fingood.runbook.validation.environment.EnvironmentCheck.MONITORING;
import static org.assertj.core.api.Assertions.assertThat;

/** What monitoring systems answer, well or not, over real HTTP. */
class MonitoringTest {

    private final WebForTests web = new WebForTests();

    @AfterEach
    void close() {
        web.close();
    }

    @ParameterizedTest
    @CsvSource({"200, PASSED", "204, PASSED", "302, FAILED", "404, FAILED", "500, FAILED"})
    void only_an_answer_of_two_hundred_is_well(int status, Outcome outcome) {
        assertThat(system(web.answering("/health", status, "")).outcome()).isEqualTo(outcome);
    }

    @Test
    void a_redirect_is_not_followed() {
        CheckedPoint found = system(web.redirecting("/old", web.answering("/new", 200, "well")));

        assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.next()).contains("runbook.targets.ledger.probes.monitoring", "final address");
    }

    @Test
    void what_does_not_answer_in_time_has_failed() {
        Subject hurried = subject().patience(Duration.ofMillis(300));

        for (String url : new String[] {web.hanging("/hangs"), web.stalling("/stalls")}) {
            CheckedPoint found = hurried.probes(url, null, null, null, null).point(MONITORING, "system");
            assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(found.observed()).contains("did not answer within 300 ms");
        }
    }

    @Test
    void an_answer_without_an_end_is_broken_off() {
        CheckedPoint found = subject()
                .patience(Duration.ofSeconds(30))
                .probes(web.endless("/endless"), null, null, null, null)
                .point(MONITORING, "system");

        assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.observed()).contains("more than 5.0 MB");
    }

    @Test
    void what_is_not_there_or_no_whole_address_has_failed() {
        for (String url : new String[] {"http://127.0.0.1:1/", "http://[", "http://?x"}) {
            CheckedPoint found = system(url);
            assertThat(found.outcome()).as(url).isEqualTo(Outcome.FAILED);
            assertThat(found.next()).contains("runbook.targets.ledger.probes.monitoring");
        }
    }

    @Test
    void a_login_in_the_address_is_used_and_never_shown() {
        String url = web.demanding("/locked", "Basic b3BzOmdlaGVpbQ==", "well");

        assertThat(system(url.replace("http://", "http://ops:geheim@")).outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(system(url).next()).contains("login");
        String elsewhere = "http://ops:geheim@127.0.0.1:1/x?token=geheim";
        assertThat(system(elsewhere).toString())
                .contains("http://127.0.0.1:1/x")
                .doesNotContain("geheim");
    }

    @Test
    void alerts_that_fire_fail_and_are_named_without_their_labels() {
        CheckedPoint found = alerts(
                """
                {"status": "success", "data": {"alerts": [
                  {"labels": {"alertname": "DiskFull", "customer": "Jane Doe"}, "state": "firing"},
                  {"labels": {"alertname": "Slow"}, "state": "pending"},
                  {"labels": {"alertname": "Watchdog", "severity": "none"}, "state": "firing"}]}}""");

        assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.evidence()).containsExactly("DiskFull");
        assertThat(found.toString()).doesNotContain("Jane Doe");
    }

    @Test
    void alerts_in_the_form_of_alertmanager_are_read_too_and_a_silenced_one_still_fires() {
        CheckedPoint found = alerts(
                """
                [{"labels": {"alertname": "ReplicationLag"}, "status": {"state": "active"}},
                 {"labels": {"alertname": "DiskFull"}, "status": {"state": "suppressed"}}]""");

        assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.evidence()).containsExactly("DiskFull (silenced)", "ReplicationLag");
        assertThat(alerts("[]").outcome()).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>login</html>",
                "''",
                "null",
                "17",
                "{}",
                "{\"status\":\"error\",\"data\":{\"alerts\":[]}}",
                "{\"status\":\"success\",\"data\":{}}",
                "[{\"foo\":1}]",
                "[1, 2]",
                "{\"status\":\"success\",\"data\":{\"alerts\":[{}]}}",
                "[",
            })
    void what_is_no_list_of_alerts_has_failed(String body) {
        CheckedPoint found = alerts(body);

        assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(found.observed()).contains("has not the form");
    }

    @Test
    void one_alert_rule_must_name_the_target() {
        assertThat(rules("alerting", "Ledger is down", "up == 0", "ok").outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(rules("alerting", "Down", "up{datname=\\\"ledger\\\"} == 0", "ok")
                        .outcome())
                .isEqualTo(Outcome.PASSED);
        assertThat(rules("alerting", "Down", "up{datname=\\\"ledger-staging\\\"} == 0", "ok")
                        .outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(rules("recording", "ledger", "up", "ok").outcome()).isEqualTo(Outcome.FAILED);
        CheckedPoint broken = rules("alerting", "ledger", "up", "err");
        assertThat(broken.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(broken.observed()).contains("can't be evaluated");
    }

    private CheckedPoint rules(String type, String name, String query, String health) {
        String url = web.answering(
                "/rules-" + System.nanoTime(),
                200,
                "{\"status\":\"success\",\"data\":{\"groups\":[{\"name\":\"g\",\"rules\":[{\"type\":\"%s\",\"name\":\"%s\",\"query\":\"%s\",\"health\":\"%s\",\"labels\":{\"severity\":\"page\"}}]}]}}"
                        .formatted(type, name, query, health));
        return subject().probes(null, null, url, null, null).point(MONITORING, "alert-rules");
    }

    private CheckedPoint alerts(String body) {
        String url = web.answering("/alerts-" + System.nanoTime(), 200, body);
        return subject().probes(null, url, null, null, null).point(MONITORING, "alerts");
    }

    private CheckedPoint system(String url) {
        return subject().probes(url, null, null, null, null).point(MONITORING, "system");
    }

    /** Without a session: nothing here asks the database. */
    private static Subject subject() {
        return Subject.of(TestDatabases.h2().fresh("probes"));
    }
}
