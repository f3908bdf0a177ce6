package com.fingood.runbook.run;

import com.fingood.runbook.fixtures.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ActionsTests {

    private static final RunId RUN = new RunId("ledger-2.1-0001");

    record Report(String verdict, java.time.Instant at, java.util.List<String> differences) {}

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void whoever_comes_second_sees_that_somebody_began_and_never_reported(TestDatabase kind) {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            Actions actions = new Actions(pool, Clock.systemUTC());
            Intent killed = actions.begin(RUN, "migrate");
            actions.progress(killed, 2, 5, "statement 2 of 5");
            Awaitility.await("the line is saved in the background")
                    .until(() -> actions.last(RUN, "migrate").orElseThrow().message() != null);
            Intent second = actions.begin(RUN, "migrate");

            assertThat(killed.unfinished()).isEmpty();
            assertThat(second.attempt()).isEqualTo(2);
            assertThat(second.unfinished()).hasValueSatisfying(action -> {
                assertThat(action.attempt()).isEqualTo(1);
                assertThat(action.message()).isEqualTo("statement 2 of 5");
            });
            actions.finish(killed, "found-applied", null);
            actions.finish(second, "done", "{\"rows\":3}");
            assertThat(actions.begin(RUN, "migrate").unfinished()).isEmpty();
            assertThat(actions.last(RUN, "migrate")).map(Action::attempt).contains(3);
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_result_is_reported_once(TestDatabase kind) {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            Actions actions = new Actions(pool, Clock.systemUTC());
            Intent intent = actions.begin(RUN, "backup");
            actions.finish(intent, "done", null);
            assertThatThrownBy(() -> actions.finish(intent, "failed", null)).isInstanceOf(Refusal.class);
            actions.finish(intent, "done", null);
            actions.progress(intent, 1, 1, "late");
            assertThat(actions.last(RUN, "backup")).hasValueSatisfying(action -> {
                assertThat(action.outcome()).isEqualTo("done");
                assertThat(action.message()).isNull();
            });
        }
    }

    /** Whoever reports may hold locks on a target. */
    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void nobody_who_reports_waits_for_our_database_and_the_last_line_is_there_with_the_result(TestDatabase kind)
            throws SQLException {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            Actions actions = new Actions(pool, Clock.systemUTC());
            Intent intent = actions.begin(RUN, "migrate");
            List<Connection> taken = new ArrayList<>();
            while (taken.size() < pool.getMaximumPoolSize()) {
                taken.add(pool.getConnection());
            }
            long begun = System.nanoTime();
            for (int statement = 1; statement <= 3; statement++) {
                actions.progress(intent, statement, 3, "statement " + statement);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isLessThan(Duration.ofMillis(pool.getConnectionTimeout()));
            for (Connection connection : taken) {
                connection.close();
            }
            actions.finish(intent, "done", null);
            assertThat(actions.last(RUN, "migrate"))
                    .hasValueSatisfying(action -> assertThat(action.message()).isEqualTo("statement 3"));
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void an_intent_outlives_the_rollback_of_its_callers_transaction(TestDatabase kind) {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            Actions actions = new Actions(pool, Clock.systemUTC());
            Facts facts = new Facts(pool, Clock.systemUTC());
            new TransactionTemplate(new JdbcTransactionManager(pool)).executeWithoutResult(status -> {
                facts.put(RUN, "pre-state", Map.of("rows", 3));
                actions.finish(actions.begin(RUN, "check"), "done", null);
                status.setRollbackOnly();
            });
            assertThat(actions.last(RUN, "check")).map(Action::outcome).contains("done");
            assertThat(facts.names(RUN)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void beginners_at_the_same_moment_get_different_attempts(TestDatabase kind) {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            Actions actions = new Actions(pool, Clock.systemUTC());
            assertThat(IntStream.range(0, 8).parallel().mapToObj(i -> actions.begin(RUN, "undo")
                            .attempt()))
                    .doesNotHaveDuplicates()
                    .hasSize(8);
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_fact_reads_back_and_a_later_one_takes_its_place(TestDatabase kind) {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            Facts facts = new Facts(pool, Clock.systemUTC());
            Report report = new Report(
                    "passed", java.time.Instant.parse("2026-03-02T10:15:30.123456Z"), java.util.List.of("ä"));
            facts.put(RUN, "rehearsal", Map.of("verdict", "failed"));
            facts.put(RUN, "rehearsal", report);
            assertThat(facts.get(RUN, "rehearsal", Report.class)).contains(report);
            assertThat(facts.get(RUN, "other", Report.class)).isEmpty();
        }
    }
}
