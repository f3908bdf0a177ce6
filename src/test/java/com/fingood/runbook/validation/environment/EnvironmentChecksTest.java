package com.fingood.runbook.validation.environment;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;
import com.fingood.runbook.validation.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EnvironmentChecksTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";
    private static final SessionTag TAG = SessionTag.cli("health");

    private final EnvironmentChecks checks =
            new EnvironmentChecks(Clock.systemUTC(), target -> Optional.empty(), HttpProbe.standard());

    @ParameterizedTest
    @MethodSource(ALL)
    void a_fresh_database_is_healthy(TestDatabase database) {
        EnvironmentResult result = check(targetOf(database.fresh("health")), EnvironmentCheck.DATABASE_HEALTH);

        assertThat(result.checks())
                .allSatisfy(point ->
                        assertThat(point.outcome()).as(point.toString()).isIn(Outcome.PASSED, Outcome.NOT_APPLICABLE));
        assertThat(result.verdict()).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void every_point_says_a_sentence_and_what_to_do_next(TestDatabase database) {
        EnvironmentResult result = checks.all(targetOf(database.fresh("all")), TAG, Cancellation.none());

        assertThat(result.checks()).isNotEmpty().allSatisfy(point -> {
            assertThat(point.observed()).endsWith(".").contains(" ");
            boolean open = point.outcome() == Outcome.FAILED || point.outcome() == Outcome.UNKNOWN;
            assertThat(point.next() != null).as(point.toString()).isEqualTo(open);
        });
        for (EnvironmentCheck check : EnvironmentCheck.values()) {
            assertThat(result.of(check)).as(check.id()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_target_that_is_away_has_failed_and_all_else_about_it_is_unknown(TestDatabase database) {
        TargetProperties fresh = database.fresh("away");
        String gone = database.dialect().equals("h2")
                ? fresh.url().replace("/target", "/gone")
                : "jdbc:postgresql://127.0.0.1:1/gone";

        EnvironmentResult result = check(targetOf(fresh.withUrl(gone)), EnvironmentCheck.DATABASE_HEALTH);

        assertThat(result.point("database-health.connectivity").orElseThrow().outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(result.point("database-health.long-transactions")
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void sessions_of_an_embedded_database_that_hold_changes_are_unknown_and_waiting_ones_are_found() throws Exception {
        TargetProperties fresh = TestDatabases.h2().fresh("sessions");
        Subject subject = Subject.of(fresh).transactionLimit(Duration.ofMillis(1));
        Target target = targetOf(fresh);
        try (Connection holder = target.connect(TAG);
                Connection waiter = target.connect(TAG)) {
            execute(holder, "CREATE TABLE t (id INT PRIMARY KEY)");
            execute(holder, "INSERT INTO t VALUES (1)");
            holder.setAutoCommit(false);
            execute(holder, "UPDATE t SET id = 2");
            execute(waiter, "SET LOCK_TIMEOUT 60000");
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> execute(waiter, "DELETE FROM t"));

            await(subject, "blocked-sessions", Outcome.FAILED);
            await(subject, "long-transactions", Outcome.FAILED);
            holder.rollback();
            waiting.get();
            execute(holder, "INSERT INTO t VALUES (3)");
            await(subject, "blocked-sessions", Outcome.PASSED);
            await(subject, "long-transactions", Outcome.UNKNOWN);
            holder.rollback();
            await(subject, "long-transactions", Outcome.PASSED);
        }
    }

    private static void await(Subject subject, String point, Outcome wanted) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        CheckedPoint found = subject.point(EnvironmentCheck.DATABASE_HEALTH, point);
        while (found.outcome() != wanted && System.nanoTime() < end) {
            Thread.onSpinWait();
            found = subject.point(EnvironmentCheck.DATABASE_HEALTH, point);
        }
        assertThat(found.outcome()).as(found.toString()).isEqualTo(wanted);
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_cancelled_check_says_nothing(TestDatabase database) {
        Cancellation cancelled = Cancellation.none();
        cancelled.cancel();

        assertThatThrownBy(() -> checks.all(targetOf(database.fresh("cancel")), TAG, cancelled))
                .isInstanceOf(Cancellation.Cancelled.class);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_is_not_configured_is_unknown_and_names_the_key(TestDatabase database) {
        EnvironmentResult result = check(targetOf(database.fresh("bare")), EnvironmentCheck.MONITORING);

        assertThat(result.verdict()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.checks()).extracting(CheckedPoint::next).allSatisfy(next -> assertThat(next)
                .contains("runbook.targets.ledger.probes."));
    }

    private EnvironmentResult check(Target target, EnvironmentCheck check) {
        EnvironmentResult result = checks.check(target, check, TAG, Cancellation.none());
        assertThat(List.of(result.verdict(), result.verdict(check))).containsOnly(result.verdict());
        return result;
    }

    private static Target targetOf(TargetProperties properties) {
        return new Targets(Map.of("ledger", properties)).get("ledger");
    }
}
