package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.validation.Outcome;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PerformanceMonitorTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Long AWAY = -1L;

    private final MovableClock clock = new MovableClock();
    private final Cancellation cancellation = new Cancellation();
    private final List<String> alerts = new ArrayList<>();

    @Test
    void three_breaches_in_a_row_are_an_alert() {
        MonitorReport report = watch(Duration.ofMinutes(6), 100L, 500L, 500L, 500L, 100L, 100L);

        assertThat(report.looks()).isEqualTo(6);
        assertThat(report.verdict()).isEqualTo(Outcome.FAILED);
        MonitoredQuery query = report.checks().get(0);
        assertThat(query.alerts()).isEqualTo(1);
        assertThat(query.breaches()).isEqualTo(3);
        assertThat(query.observed()).isEqualTo(500);
        assertThat(query.limit()).isEqualTo(125);
        assertThat(alerts).hasSize(1).allSatisfy(words -> assertThat(words).contains("3 times in a row", "500 now"));
    }

    @Test
    void two_in_a_row_are_chance() {
        MonitorReport report = watch(Duration.ofMinutes(6), 500L, 500L, 100L, 500L, 500L, 100L);

        assertThat(report.verdict()).isEqualTo(Outcome.PASSED);
        assertThat(report.checks().get(0).breaches()).isEqualTo(4);
        assertThat(alerts).isEmpty();
    }

    @Test
    void what_ends_without_an_answer_or_outside_has_not_passed() {
        assertThat(watch(Duration.ofMinutes(2), 100L, AWAY).verdict()).isEqualTo(Outcome.UNKNOWN);
        assertThat(alerts).hasSize(1).allSatisfy(words -> assertThat(words).contains("does not answer"));
        assertThat(watch(Duration.ofMinutes(2), 100L, 500L).verdict()).isEqualTo(Outcome.UNKNOWN);
        assertThat(watch(Duration.ofMinutes(2), AWAY, 100L).verdict()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void ended_by_a_person_it_reports_what_it_has() {
        Deque<Long> looks = new ArrayDeque<>(List.of(100L, 100L));
        MonitorReport report = new PerformanceMonitor(clock, clock::pass)
                .watch(
                        measured(100),
                        () -> {
                            Measurement next = measured(looks.pop());
                            if (looks.isEmpty()) {
                                cancellation.cancel();
                            }
                            return next;
                        },
                        Duration.ofHours(4),
                        MINUTE,
                        cancellation,
                        alerts::add);

        assertThat(report.looks()).isEqualTo(2);
        assertThat(report.stopped()).isTrue();
        assertThat(report.verdict()).isEqualTo(Outcome.PASSED);
        assertThat(report.message()).contains("stopped before its time");
    }

    private MonitorReport watch(Duration duration, Long... touched) {
        Deque<Long> looks = new ArrayDeque<>(List.of(touched));
        return new PerformanceMonitor(clock, clock::pass)
                .watch(measured(100), () -> answer(looks.pop()), duration, MINUTE, cancellation, alerts::add);
    }

    private static Measurement answer(Long touched) {
        if (touched.equals(AWAY)) {
            throw Refusal.unreachable("target-unreachable", "The target does not answer.", null);
        }
        return measured(touched);
    }

    private static Measurement measured(long touched) {
        Plan plan = new Plan(List.of("Seq Scan on orders"), touched, "buffers", 1.0, 2.0);
        return new Measurement(
                "orders", "postgresql", Instant.EPOCH, List.of(new MeasuredQuery("q", "sha", plan, false, null)));
    }

    /** Time that passes when somebody waits. */
    private static final class MovableClock extends Clock {

        private Instant now = Instant.parse("2026-11-23T03:00:00Z");

        void pass(Duration time, Cancellation cancellation) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
