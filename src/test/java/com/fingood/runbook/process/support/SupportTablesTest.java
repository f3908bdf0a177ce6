package com.fingood.runbook.process.support;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.OwnDatabaseForTests;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Issues and clocks in our tables, on both databases. */
class SupportTablesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:15:30Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void issues_reported_at_the_same_moment_get_different_numbers(TestDatabase kind) throws Exception {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            IssueTable issues = new IssueTable(pool, CLOCK);
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
            Callable<String> report = () -> transaction
                    .execute(
                            status -> issues.insert(new NewIssue("ledger", IssueKind.ROUTINE, "odd", null, "operator")))
                    .id();
            var threads = Executors.newFixedThreadPool(6);
            for (Future<String> id : threads.invokeAll(
                    IntStream.range(0, 6).mapToObj(i -> report).toList())) {
                assertThat(id.get()).matches("ledger-ISS-000[1-6]");
            }
            threads.shutdown();

            assertThat(issues.all())
                    .extracting(Issue::id)
                    .doesNotHaveDuplicates()
                    .hasSize(6);
            issues.resolve("ledger-ISS-0003", "senior", "it was the fan");
            assertThat(issues.get("ledger-ISS-0003").outcome()).isEqualTo("resolved");
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_clock_keeps_when_it_was_due_ran_out_was_answered_and_was_done(TestDatabase kind) {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            TaskClocks clocks = new TaskClocks(pool, CLOCK);
            Instant due = NOW.minus(Duration.ofMinutes(1));
            clocks.begin("ledger-2.1-0001", "t1", "userTask_fixFailedGate", "L1", TaskClock.ANSWER, due);
            clocks.begin("ledger-2.1-0001", "t1", "userTask_fixFailedGate", "L2", TaskClock.ANSWER, NOW.plusSeconds(1));

            TaskClock first = clocks.ofTask("t1").get(0);
            assertThat(first.breached(due)).isFalse();
            assertThat(first.breached(NOW)).isTrue();
            assertThat(clocks.fired(first)).isOne();
            assertThat(clocks.latest("t1", TaskClock.ANSWER).orElseThrow().level())
                    .isEqualTo("L2");

            clocks.answered("t1", "operator");
            clocks.completed("t1", "senior");
            TaskClock done = clocks.of("ledger-2.1-0001").get(0);
            assertThat(done.fired()).isEqualTo(NOW);
            assertThat(done.answeredBy()).isEqualTo("operator");
            assertThat(done.completedBy()).isEqualTo("senior");
            assertThat(done.breached(NOW)).as("answered a minute late").isTrue();
            assertThat(clocks.ofTask("t1").get(1).breached(NOW.plusSeconds(60))).isFalse();
        }
    }
}
