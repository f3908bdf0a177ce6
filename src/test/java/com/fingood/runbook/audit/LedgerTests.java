package com.fingood.runbook.audit;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.NewRun;
import com.fingood.runbook.run.OwnDatabase;
import com.fingood.runbook.run.Phase;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunEvent;
import com.fingood.runbook.run.RunOutcome;
import com.fingood.runbook.run.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessException;

import javax.sql.DataSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LedgerTests {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void a_row_lives_and_dies_with_its_transaction(TestDatabase kind) {
        try (LedgerFixture fixture = new LedgerFixture(kind)) {
            fixture.transaction.executeWithoutResult(status -> {
                fixture.publish("ledger-2.1-0001", "Lost", Map.of());
                status.setRollbackOnly();
            });
            fixture.publish("ledger-2.1-0001", "Kept", Map.of());
            assertThat(fixture.sealer().sealPending().rows()).isEqualTo(1);
            assertThat(fixture.verify().verdict()).isEqualTo(Verdict.PASSED);
            assertThat(fixture.jdbc.queryForList("select type from rb_ledger", String.class))
                    .containsExactly("Kept");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void many_writers_and_two_sealers_leave_one_chain_without_gaps(TestDatabase kind) throws Exception {
        try (LedgerFixture fixture = new LedgerFixture(kind)) {
            Set<String> committed = ConcurrentHashMap.newKeySet();
            AtomicBoolean writing = new AtomicBoolean(true);
            ExecutorService threads = Executors.newFixedThreadPool(10);
            try {
                List<Future<?>> sealers = new ArrayList<>();
                for (int s = 0; s < 2; s++) {
                    LedgerSealer sealer = fixture.sealer();
                    sealers.add(threads.submit(() -> {
                        while (writing.get()) {
                            sealer.sealPending();
                        }
                    }));
                }
                List<Future<?>> writers = new ArrayList<>();
                for (int w = 0; w < 8; w++) {
                    int writer = w;
                    writers.add(threads.submit(() -> write(fixture, writer, committed)));
                }
                for (Future<?> future : writers) {
                    future.get();
                }
                writing.set(false);
                for (Future<?> future : sealers) {
                    future.get();
                }
            } finally {
                threads.shutdownNow();
            }
            fixture.sealer().sealPending();

            assertThat(fixture.verify().problems()).isEmpty();
            assertThat(fixture.verify().verdict()).isEqualTo(Verdict.PASSED);
            assertThat(fixture.jdbc.queryForList("select seq from rb_ledger order by seq", Long.class))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, committed.size()).boxed().toList());
            assertThat(fixture.jdbc.queryForList("select type from rb_ledger", String.class))
                    .containsExactlyInAnyOrderElementsOf(committed);
        }
    }

    private static void write(LedgerFixture fixture, int writer, Set<String> committed) {
        for (int i = 0; i < 40; i++) {
            String type = "Step" + writer + "x" + i;
            boolean lost = i % 4 == 3;
            fixture.transaction.executeWithoutResult(status -> {
                fixture.publish("ledger-2.1-0001", type, Map.of("writer", writer));
                if (lost) {
                    status.setRollbackOnly();
                }
            });
            if (!lost) {
                committed.add(type);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_sealer_that_dies_half_way_leaves_nothing_half_sealed(TestDatabase kind) throws Exception {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(3)) {
            fixture.publish("ledger-2.1-0001", "Late", Map.of());
            fixture.publish("ledger-2.1-0001", "Later", Map.of());
            try (var connection = fixture.pool.getConnection()) {
                connection.setAutoCommit(false);
                try (var statement = connection.createStatement()) {
                    statement.execute("select seq from rb_ledger_head where only_row = 1 for update");
                    statement.execute(
                            "update rb_ledger set seq = 4, previous_hash = 'x', hash = 'y' where type = 'Late'");
                }
                connection.rollback();
            }
            assertThat(fixture.verify().unsealed()).isEqualTo(2);
            assertThat(fixture.sealer().sealPending().head()).isEqualTo(5);
            assertThat(fixture.verify().verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_row_that_nobody_seals_makes_the_verdict_unknown_after_a_minute(TestDatabase kind) {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(2)) {
            fixture.publish(null, "CommandGiven", Map.of());
            assertThat(fixture.verify().verdict()).isEqualTo(Verdict.PASSED);
            fixture.clock.move(Duration.ofSeconds(61));

            LedgerReport report = fixture.verify();

            assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(report.unsealed()).isEqualTo(1);
            assertThat(report.doubts()).singleElement().asString().contains("not sealed");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_end_of_a_run_is_signed_at_once(TestDatabase kind) {
        try (LedgerFixture fixture = new LedgerFixture(kind).withSealedRows(1)) {
            LedgerSealer sealer = fixture.sealer();
            sealer.sealPending();
            Runs runs = new Runs(fixture.pool, fixture.clock, fixture.ledger);
            Run run = runs.create(new NewRun("ledger", "3.0", "requester", "why", null));
            runs.enterPhase(run.id(), Phase.PREFLIGHT);
            sealer.sealPending();
            assertThat(fixture.checkpoints().lines()).hasSize(1);
            runs.finish(run.id(), RunOutcome.CANCELLED);
            sealer.sealPending();

            assertThat(fixture.checkpoints().lines()).hasSize(2);
            assertThat(fixture.ledger.of(run.id()))
                    .extracting(LedgerRow::type)
                    .containsExactly("RunRequested", "PhaseEntered", "RunFinished");
            assertThat(fixture.verify().verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void postgresql_refuses_to_change_delete_or_empty_the_ledger() {
        try (LedgerFixture fixture = new LedgerFixture(TestDatabases.postgresql()).withSealedRows(2)) {
            fixture.publish(null, "Unsealed", Map.of());
            for (String attempt : List.of(
                    "update rb_ledger set actor = 'other' where seq = 1",
                    "update rb_ledger set actor = 'other' where seq is null",
                    "update rb_ledger set seq = 9, previous_hash = 'x', hash = 'y', actor = 'other' where seq is null",
                    "update rb_ledger set seq = null where seq = 2",
                    "delete from rb_ledger where seq = 1",
                    "delete from rb_ledger where seq is null",
                    "truncate rb_ledger",
                    "update rb_ledger_head set seq = 1",
                    "delete from rb_ledger_head",
                    "truncate rb_ledger_head",
                    "delete from rb_ledger_checkpoint",
                    "truncate rb_ledger_checkpoint")) {
                assertThatThrownBy(() -> fixture.jdbc.execute(attempt))
                        .as(attempt)
                        .isInstanceOf(DataAccessException.class)
                        .rootCause()
                        .hasMessageContaining("audit ledger");
            }
            assertThat(fixture.verify().verdict()).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void both_databases_give_the_same_row_the_same_content_hash() {
        Map<String, Object> details = new TreeMap<>(Map.of(
                "name",
                "größe \"quoted\" \u0007 \uD83D\uDE00 \uD800 €",
                "rows",
                3_000_000_000L,
                "share",
                0.250,
                "exact",
                new java.math.BigDecimal("1.000"),
                "at",
                java.time.Instant.parse("2026-03-02T10:15:30.123456789Z"),
                "list",
                List.of(1, "two", Map.of("b", 1, "a", 2))));
        List<String> contents = TestDatabases.all()
                .map(kind -> {
                    try (LedgerFixture fixture = new LedgerFixture(kind)) {
                        fixture.publish("ledger-2.1-0001", "StepTaken", details);
                        LedgerRow row = fixture.ledger
                                .of(new com.fingood.runbook.run.RunId("ledger-2.1-0001"))
                                .get(0);
                        Map<String, Object> content = row.content();
                        content.put("id", "the same");
                        return Canonical.write(content);
                    }
                })
                .toList();
        assertThat(contents.get(1)).isEqualTo(contents.get(0));
        assertThat(contents.get(0))
                .contains(
                        "\"at\":\"2026-03-02T10:15:30.123456Z\"",
                        "\"share\":0.25",
                        "\"exact\":1",
                        "\"rows\":3000000000");
        assertThat(Canonical.write(Canonical.parse(contents.get(0)))).isEqualTo(contents.get(0));
    }

    @Test
    void a_command_beside_the_server_seals_and_verifies_the_embedded_ledger(@TempDir Path home) throws Exception {
        DataSource server = OwnDatabase.embedded(home).dataSource();
        // The server's pool holds the database open.
        try (Connection held = server.getConnection();
                OwnDatabase command = openedAfterMigration(server, home)) {
            Ledger ledger = new Ledger(server);
            Clock clock = Clock.systemUTC();
            ledger.publish(new RunEvent("ServerStarted", null, null, "runbook", clock.instant(), Map.of()));
            Checkpoints checkpoints = new Checkpoints(home, command.dataSource(), clock);

            assertThat(new LedgerSealer(command.dataSource(), checkpoints)
                            .sealPending()
                            .rows())
                    .isEqualTo(1);
            assertThat(new LedgerVerifier(command.dataSource(), checkpoints, clock)
                            .verify()
                            .verdict())
                    .isEqualTo(Verdict.PASSED);
            assertThat(held.isClosed()).isFalse();
        }
    }

    private static OwnDatabase openedAfterMigration(DataSource server, Path home) {
        OwnDatabase.migrate(server);
        return OwnDatabase.openExisting(home);
    }
}
