package com.fingood.runbook.target;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.OwnDatabaseForTests;
import com.fingood.runbook.run.Refusal;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class LeasesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T12:00:00Z");

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

    private final SetClock clock = new SetClock();

    @ParameterizedTest
    @MethodSource(DialectTest.ALL)
    void one_run_at_a_time_has_a_target(TestDatabase database) {
        try (HikariDataSource own = OwnDatabaseForTests.migrated(database)) {
            Leases leases = new Leases(own, clock);
            Lease first = leases.acquire("ledger", "ledger-1-0001", MINUTE);

            assertThat(leases.acquire("ledger", "ledger-1-0001", MINUTE).fencingNumber())
                    .isEqualTo(first.fencingNumber());
            assertThat(leases.acquire("cards", "cards-1-0001", MINUTE).run()).isEqualTo("cards-1-0001");
            Refusal refusal =
                    catchThrowableOfType(Refusal.class, () -> leases.acquire("ledger", "ledger-2-0001", MINUTE));
            assertThat(refusal.code()).isEqualTo("lease-held");
            assertThat(refusal).hasMessageContaining("ledger-1-0001");

            leases.release("ledger", "ledger-2-0001");
            assertThat(leases.holder("ledger")).isPresent();
            leases.release("ledger", "ledger-1-0001");
            assertThat(leases.acquire("ledger", "ledger-2-0001", MINUTE).fencingNumber())
                    .isGreaterThan(first.fencingNumber());
        }
    }

    @ParameterizedTest
    @MethodSource(DialectTest.ALL)
    void an_expired_lease_is_taken_under_a_higher_number_and_the_old_one_is_lost(TestDatabase database) {
        try (HikariDataSource own = OwnDatabaseForTests.migrated(database)) {
            Leases leases = new Leases(own, clock);
            Lease first = leases.acquire("ledger", "ledger-1-0001", MINUTE);
            clock.now = clock.now.plus(MINUTE).plusSeconds(1);

            assertThat(catchThrowableOfType(Refusal.class, () -> leases.requireHeld("ledger", "ledger-1-0001"))
                            .code())
                    .isEqualTo("lease-lost");
            Lease second = leases.acquire("ledger", "ledger-2-0001", MINUTE);

            assertThat(second.fencingNumber()).isGreaterThan(first.fencingNumber());
            assertThat(leases.renew("ledger", "ledger-1-0001", MINUTE)).isEmpty();
            assertThat(leases.requireHeld("ledger", "ledger-2-0001", second.fencingNumber()))
                    .isEqualTo(second);
        }
    }

    @ParameterizedTest
    @MethodSource(DialectTest.ALL)
    void an_incident_takes_it_over_once_and_the_run_is_fenced_off(TestDatabase database) {
        try (HikariDataSource own = OwnDatabaseForTests.migrated(database)) {
            Leases leases = new Leases(own, clock);
            Lease run = leases.acquire("ledger", "ledger-1-0001", MINUTE);

            Lease incident = leases.takeOver("ledger", "ledger-INC-0001", MINUTE);

            assertThat(incident.fencingNumber()).isGreaterThan(run.fencingNumber());
            assertThat(leases.takeOver("ledger", "ledger-INC-0001", MINUTE).fencingNumber())
                    .isEqualTo(incident.fencingNumber());
            assertThat(leases.renew("ledger", "ledger-1-0001", MINUTE)).isEmpty();
            leases.release("ledger", "ledger-INC-0001");
            leases.acquire("ledger", "ledger-1-0001", MINUTE);
            assertThat(catchThrowableOfType(
                                    Refusal.class,
                                    () -> leases.requireHeld("ledger", "ledger-1-0001", run.fencingNumber()))
                            .code())
                    .isEqualTo("lease-lost");
        }
    }

    @ParameterizedTest
    @MethodSource(DialectTest.ALL)
    void of_many_that_ask_at_once_exactly_one_wins(TestDatabase database) throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(6);
        try (HikariDataSource own = OwnDatabaseForTests.migrated(database)) {
            List<Callable<Boolean>> rivals = IntStream.range(0, 6)
                    .<Callable<Boolean>>mapToObj(n -> () -> wins(new Leases(own, clock), "ledger-1-000" + n))
                    .toList();
            int winners = 0;
            for (Future<Boolean> rival : nodes.invokeAll(rivals)) {
                winners += rival.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
            assertThat(new Leases(own, clock).holder("ledger").orElseThrow().fencingNumber())
                    .isEqualTo(1);
        } finally {
            nodes.shutdownNow();
        }
    }

    private static boolean wins(Leases leases, String run) {
        try {
            return leases.acquire("ledger", run, MINUTE).run().equals(run);
        } catch (Refusal held) {
            return false;
        }
    }
}
