package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.audit.LedgerRow;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.process.upkeep.OverdueTimers.Overdue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;

/** An incident of late timers is one line in the ledger when it begins and one when it ends, however many nodes look. */
class LateTimersTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final MovedClock clock = MovedClock.standing();

    @ParameterizedTest(name = "{0}")
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_timer_is_late_one_second_after_the_limit_and_not_one_before(TestDatabase database) {
        try (JobTable jobs = new JobTable(database)) {
            OverdueTimers timers = new OverdueTimers(jobs.pool, clock);
            jobs.timer("a", clock.instant());

            clock.advance(LIMIT.minus(SECOND));
            assertThat(timers.by(LIMIT)).isEqualTo(Overdue.NONE);

            clock.advance(SECOND.plus(SECOND));
            assertThat(timers.by(LIMIT)).isEqualTo(new Overdue(1, 0, 0, LIMIT.plus(SECOND)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void what_is_suspended_given_up_or_taken_is_told_apart(TestDatabase database) {
        try (JobTable jobs = new JobTable(database)) {
            Instant due = clock.instant().minus(Duration.ofMinutes(1));
            List.of("waiting", "taken", "suspended", "given-up").forEach(id -> jobs.timer(id, due));
            jobs.set("taken", "lock_exp_time_", Timestamp.from(clock.instant().plus(SECOND)));
            jobs.set("suspended", "suspension_state_", 2);
            jobs.set("given-up", "retries_", 0);

            assertThat(new OverdueTimers(jobs.pool, clock).by(LIMIT))
                    .isEqualTo(new Overdue(2, 1, 1, Duration.ofMinutes(1)));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void begin_and_end_are_reported_once_and_a_short_calm_does_not_end_it(TestDatabase database) {
        try (JobTable jobs = new JobTable(database)) {
            LateTimers incident = incident(jobs);
            Instant begin = clock.instant();

            assertThat(incident.notSeen()).isEmpty();
            assertThat(incident.seen(late(3, 7), "a test")).isTrue();
            clock.advance(SECOND);
            assertThat(incident.seen(late(9, 4), "a test")).isFalse();
            clock.advance(LateTimers.CALM.minus(SECOND));
            assertThat(incident.notSeen()).isEmpty();
            assertThat(incident.seen(late(1, 6), "a test")).isFalse();
            clock.advance(LateTimers.CALM);

            assertThat(incident.notSeen()).contains(new LateTimers.Incident(begin, 9, Duration.ofSeconds(7)));
            assertThat(incident.notSeen()).isEmpty();
            assertThat(ledger(jobs)).extracting(LedgerRow::type).containsExactly("TimersLate", "TimersOnTime");
            assertThat(incident.seen(late(1, 6), "a test")).as("the next one").isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void nodes_that_see_it_together_report_it_once(TestDatabase database) throws Exception {
        try (JobTable jobs = new JobTable(database)) {
            CountDownLatch start = new CountDownLatch(1);
            ExecutorService nodes = Executors.newFixedThreadPool(4);
            Callable<Boolean> look = () -> {
                start.await();
                return incident(jobs).seen(late(1, 6), "a test");
            };
            List<Future<Boolean>> answers =
                    List.of(nodes.submit(look), nodes.submit(look), nodes.submit(look), nodes.submit(look));
            start.countDown();

            int began = 0;
            for (Future<Boolean> answer : answers) {
                began += answer.get() ? 1 : 0;
            }
            nodes.shutdown();
            assertThat(began).isEqualTo(1);
            assertThat(ledger(jobs)).hasSize(1);
        }
    }

    private LateTimers incident(JobTable jobs) {
        return new LateTimers(jobs.pool, new JdbcTransactionManager(jobs.pool), new Ledger(jobs.pool), clock);
    }

    private static Overdue late(int timers, int seconds) {
        return new Overdue(timers, 0, 0, Duration.ofSeconds(seconds));
    }

    private List<LedgerRow> ledger(JobTable jobs) {
        return new Ledger(jobs.pool).between(Instant.EPOCH, clock.instant().plus(SECOND));
    }
}
