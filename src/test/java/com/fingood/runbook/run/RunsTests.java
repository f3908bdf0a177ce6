package com.fingood.runbook.run;

import com.fingood.runbook.fixtures.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunsTests {

    private static final Instant NOW = Instant.parse("2026-03-02T10:15:30.123456789Z");

    private final List<RunEvent> published = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_new_run_reads_back_as_it_was_returned(TestDatabase kind) {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            Run run = runs(pool).create(new NewRun("ledger", "2.1", "requester", "new column", NOW.plusSeconds(60)));

            assertThat(run.id()).hasToString("ledger-2.1-0001");
            assertThat(run.phase()).isEqualTo(Phase.REQUESTED);
            assertThat(run.started()).isEqualTo("2026-03-02T10:15:30.123456Z");
            assertThat(runs(pool).get(run.id())).isEqualTo(run);
            assertThat(published).extracting(RunEvent::type).containsExactly("RunRequested");
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void starts_at_the_same_moment_get_different_numbers(TestDatabase kind) throws Exception {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            Runs runs = new Runs(pool, clock(), RunEvents.nowhere());
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
            List<RunId> ids = together(8, () -> transaction
                    .execute(status -> runs.create(new NewRun("ledger", "2.1", "requester", "why", null)))
                    .id());

            assertThat(ids).doesNotHaveDuplicates().hasSize(8);
            assertThat(runs.count("ledger")).isEqualTo(8);
            assertThat(runs.active("ledger")).hasSize(8);
            assertThat(runs.list("other")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_run_that_rolls_back_leaves_its_number_free(TestDatabase kind) {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            new TransactionTemplate(new JdbcTransactionManager(pool)).executeWithoutResult(status -> {
                aRun(pool);
                status.setRollbackOnly();
            });
            assertThat(aRun(pool).id()).hasToString("ledger-2.1-0001");
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_run_goes_through_its_phases_and_nowhere_else(TestDatabase kind) {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            Runs runs = runs(pool);
            RunId id = aRun(pool).id();
            assertThatThrownBy(() -> runs.enterPhase(id, Phase.EXECUTE_MIGRATION))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("is in requested and can't enter execute-migration");
            runs.enterPhase(id, Phase.PREFLIGHT);
            runs.enterPhase(id, Phase.CHANGE_APPROVAL);
            runs.enterPhase(id, Phase.EXECUTE_MIGRATION);
            runs.enterPhase(id, Phase.VALIDATE_MIGRATION);
            assertThatThrownBy(() -> runs.finish(id, RunOutcome.REJECTED)).isInstanceOf(Refusal.class);

            Run closed = runs.finish(id, RunOutcome.COMPLETED);

            assertThat(closed.phase()).isEqualTo(Phase.CLOSED);
            assertThat(closed.finished()).isEqualTo("2026-03-02T10:15:30.123456Z");
            assertThat(runs.finish(id, RunOutcome.COMPLETED)).isEqualTo(closed);
            assertThatThrownBy(() -> runs.enterPhase(id, Phase.ROLLBACK))
                    .hasMessageContaining("closed as completed and can't enter rollback");
            assertThatThrownBy(() -> runs.enterPhase(id, Phase.CLOSED == closed.phase() ? Phase.PREFLIGHT : null))
                    .isInstanceOf(Refusal.class);
            assertThat(published)
                    .filteredOn(event -> event.type().equals("RunFinished"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void closed_is_reached_by_an_outcome_only(TestDatabase kind) {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            RunId id = aRun(pool).id();
            assertThatThrownBy(() -> runs(pool).enterPhase(id, Phase.CLOSED)).isInstanceOf(Refusal.class);
        }
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_digest_can_change_in_preflight_and_never_after(TestDatabase kind) {
        try (HikariDataSource pool = OwnDatabaseForTests.migrated(kind)) {
            Runs runs = runs(pool);
            RunId id = aRun(pool).id();
            runs.enterPhase(id, Phase.PREFLIGHT);
            runs.bindDigest(id, "a".repeat(64));
            runs.bindDigest(id, "b".repeat(64));
            runs.enterPhase(id, Phase.CHANGE_APPROVAL);

            assertThat(runs.bindDigest(id, "b".repeat(64)).digest()).isEqualTo("b".repeat(64));
            assertThatThrownBy(() -> runs.bindDigest(id, "c".repeat(64)))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("digest-bound"));
        }
    }

    private Run aRun(HikariDataSource pool) {
        return runs(pool).create(new NewRun("ledger", "2.1", "requester", "why", null));
    }

    private Runs runs(HikariDataSource pool) {
        return new Runs(pool, clock(), published::add);
    }

    private static Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(java.util.Collections.nCopies(threads, work))) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
