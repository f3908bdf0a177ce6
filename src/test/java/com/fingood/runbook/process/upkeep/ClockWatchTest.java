package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.process.TimerProperties;
import com.fingood.runbook.run.OwnDatabaseForTests;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunEvent;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A node whose clock is off against its PostgreSQL: from 1 s on it says so once, from 5 s on it does not start. */
class ClockWatchTest {

    private final HikariDataSource postgres = OwnDatabaseForTests.empty(TestDatabases.postgresql());
    private final MovedClock machine = MovedClock.running();
    private final List<RunEvent> events = new ArrayList<>();
    private final ClockWatch watch = watch(false);

    @AfterEach
    void close() {
        postgres.close();
    }

    @Test
    void a_clock_in_step_is_not_worth_a_word() {
        watch.atStart();

        assertThat(events).isEmpty();
        assertThat(watch.last()).hasValueSatisfying(skew -> assertThat(skew.exceeds(Duration.ofSeconds(1)))
                .isFalse());
    }

    @Test
    void a_clock_that_is_off_is_reported_once_and_its_return_once() {
        machine.ahead(Duration.ofSeconds(3));
        watch.atStart();
        watch.look();
        machine.ahead(Duration.ZERO);
        watch.look();
        watch.look();

        assertThat(events).extracting(RunEvent::type).containsExactly("ClockSkew", "ClockInStep");
        assertThat((Long) events.get(0).details().get("aheadMillis")).isBetween(2_500L, 3_500L);
    }

    @Test
    void a_node_that_is_far_behind_does_not_start_and_says_what_to_do() {
        machine.ahead(Duration.ofSeconds(-20));

        assertThatThrownBy(watch::atStart)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("clock-skew"))
                .hasMessageContaining("s behind its database's, more than runbook.timers.skew-refused = 5.0 s")
                .hasMessageContaining("NTP");
        assertThat(events).extracting(RunEvent::type).containsExactly("ClockSkew");
    }

    @Test
    void a_node_that_runs_is_never_stopped_for_it() {
        machine.ahead(Duration.ofSeconds(20));

        assertThatCode(watch::look).doesNotThrowAnyException();
        assertThat(events).hasSize(1);
    }

    @Test
    void an_embedded_database_has_no_clock_of_its_own() {
        machine.ahead(Duration.ofSeconds(20));

        ClockWatch embedded = watch(true);
        embedded.atStart();

        assertThat(embedded.last()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void limits_that_contradict_each_other_stop_the_start() {
        assertThatThrownBy(() -> new TimerProperties(null, null, Duration.ofSeconds(9), null))
                .hasMessage("runbook.timers.skew-refused is PT5S; it must be no shorter than skew-warned, PT9S.");
        assertThatThrownBy(() -> new TimerProperties(Duration.ZERO, null, null, null))
                .hasMessage("runbook.timers.late-after is PT0S; it must be longer than zero, such as 5s.");
    }

    private ClockWatch watch(boolean embedded) {
        return new ClockWatch(
                new DatabaseClock(postgres, embedded, machine),
                TimerProperties.defaults(),
                events::add,
                Clock.systemUTC(),
                "tests");
    }
}
