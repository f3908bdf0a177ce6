package com.fingood.runbook.faults;

import com.fingood.runbook.diagnosis.blocking.BlockerEnding;
import com.fingood.runbook.diagnosis.blocking.Blocking;
import com.fingood.runbook.diagnosis.blocking.EndedSession;
import com.fingood.runbook.diagnosis.blocking.LockNode;
import com.fingood.runbook.diagnosis.blocking.LockTree;
import com.fingood.runbook.diagnosis.blocking.SessionRef;
import com.fingood.runbook.fixtures.SmallDiskPostgres;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.migration.CrashDecision;
import com.fingood.runbook.migration.HistoryRepair;
import com.fingood.runbook.migration.LockStrategy;
import com.fingood.runbook.migration.MigrateReport;
import com.fingood.runbook.migration.ScriptOutcome;
import com.fingood.runbook.migration.Timeouts;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;

/** Faults that each need a change or a neighbour of their own, while transfers go on. */
@Tag("campaign")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TroublesTest {

    private static final String ONE_MORE =
            "update accounts set overdraft_limit = overdraft_limit + 1 where id = (select max(id) from accounts);\n";
    private static final String ONE_LESS = ONE_MORE.replace("+ 1", "- 1");
    private static final String LIMIT = "select overdraft_limit::int from accounts order by id desc limit 1";

    @Test
    void a_deadlock_with_an_application_is_tried_again_and_done_once() throws SQLException {
        String up = ONE_MORE + "update customers set city = city where id = 1;\n";
        try (Stage stage = Stage.pending(TestDatabases.postgresql(), up, ONE_LESS);
                Connection application = stage.connection("update customers set city = city where id = 1")) {
            int before = limit(stage);
            CompletableFuture<MigrateReport> migrating = CompletableFuture.supplyAsync(
                    () -> stage.migrate(Progress.silent(), Cancellation.none(), patient(Duration.ofSeconds(5), 10)));
            Awaitility.await("the change waits for the application")
                    .until(() -> lookAt(stage).involves(Stage.RUN.value()));
            say(application, "update accounts set status = status where id = (select max(id) from accounts)");
            application.commit();
            MigrateReport report = migrating.join();

            assertThat(report.outcome()).isEqualTo(ScriptOutcome.APPLIED);
            assertThat(report.tries()).anyMatch(words -> words.contains("deadlock"));
            assertThat(limit(stage)).isEqualTo(before + 1);
            assertApplied(stage, 1);
            assertThat(stage.bank().wrongs()).isEmpty();
        }
    }

    @Test
    void an_invalid_index_is_found_dropped_and_built_anew() throws SQLException {
        String up = "create index concurrently accounts_balance_ix on accounts (balance);\n";
        try (Stage stage = Stage.pending(TestDatabases.postgresql(), up, null)) {
            Fingerprint before = stage.schema();
            try (Connection old =
                    stage.connection("update accounts set status = status where id = (select max(id) from accounts)")) {
                CompletableFuture<MigrateReport> migrating =
                        CompletableFuture.supplyAsync(() -> stage.migrate(Progress.silent(), Cancellation.none()));
                Awaitility.await("the build waits for an old transaction")
                        .until(() -> lookAt(stage).involves(Stage.RUN.value())
                                && !invalid(stage).isEmpty());
                stage.query("select pg_terminate_backend(" + stage.session("migrate") + ")");
                assertThat(migrating.join().outcome()).isNotEqualTo(ScriptOutcome.APPLIED);
                old.rollback();
            }
            CrashDecision decision = stage.decide();
            assertThat(decision.state()).isEqualTo(CrashDecision.State.UNKNOWN);
            assertThat(decision.differences()).anyMatch(words -> words.contains("accounts_balance_ix"));

            List<String> done = new HistoryRepair(Clock.systemUTC())
                    .repair(stage.target(), stage.change(), Stage.RUN, "anna", "campaign", before, Cancellation.none())
                    .done();

            assertThat(done).anyMatch(words -> words.contains("accounts_balance_ix"));
            assertThat(stage.decide().state()).isEqualTo(CrashDecision.State.BEFORE);
            assertThat(stage.migrate(Progress.silent(), Cancellation.none()).outcome())
                    .isEqualTo(ScriptOutcome.APPLIED);
            assertThat(invalid(stage)).isEmpty();
            assertApplied(stage, 1);
            assertThat(stage.bank().wrongs()).isEmpty();
        }
    }

    @Test
    void a_change_that_commits_half_way_is_stopped_there_and_never_called_done() throws SQLException {
        String up = ONE_MORE + "commit;\n" + ONE_MORE;
        try (Stage stage = Stage.pending(TestDatabases.postgresql(), up, null)) {
            int before = limit(stage);
            MigrateReport report = stage.migrate(Progress.silent(), Cancellation.none());

            assertThat(report.outcome()).isEqualTo(ScriptOutcome.PARTLY_APPLIED);
            assertThat(report.failure().words()).contains("transaction");
            assertThat(report.left()).anyMatch(words -> words.contains("not taken back"));
            assertThat(limit(stage)).isEqualTo(before + 1);
            assertApplied(stage, 0);
            assertThat(stage.bank().wrongs()).isEmpty();
        }
    }

    @Test
    void a_blocker_that_comes_back_is_ended_each_time_and_the_change_gets_through() throws SQLException {
        String up = "alter table accounts add column checked_on date;\n" + ONE_MORE;
        try (Stage stage = Stage.pending(TestDatabases.postgresql(), up, null)) {
            int before = limit(stage);
            try (Connection first = blocker(stage)) {
                CompletableFuture<MigrateReport> migrating =
                        CompletableFuture.supplyAsync(() -> stage.migrate(Progress.silent(), Cancellation.none()));
                List<SessionRef> listed = reportsInTheWay(stage);
                try (Connection comesBack = blocker(stage)) {
                    assertThat(end(stage, listed).get(0).result()).isEqualTo(EndedSession.Result.TERMINATED);
                    assertThat(first.isValid(1)).isFalse();
                    assertThat(end(stage, listed).get(0).result()).isEqualTo(EndedSession.Result.GONE);
                    List<SessionRef> again = reportsInTheWay(stage);
                    assertThat(again).hasSize(1).doesNotContainAnyElementsOf(listed);
                    assertThat(migrating).isNotDone();
                    assertThat(comesBack.isValid(1)).isTrue();
                    assertThat(end(stage, again).get(0).ended()).isTrue();
                }
                assertThat(migrating.join().outcome()).isEqualTo(ScriptOutcome.APPLIED);
            }
            assertThat(limit(stage)).isEqualTo(before + 1);
            assertThat(stage.bank().failures()).as("no teller was ended").isZero();
            assertThat(stage.bank().wrongs()).isEmpty();
        }
    }

    @Test
    void a_prepared_transaction_in_the_way_is_named_and_left_to_a_person() throws SQLException {
        String up = "alter table accounts add column checked_on date;\n" + ONE_MORE;
        try (Stage stage = Stage.pending(TestDatabases.postgresql(), up, null)) {
            if (stage.query("show max_prepared_transactions").equals(List.of("0"))) {
                throw new TestAbortedException("this PostgreSQL has max_prepared_transactions = 0");
            }
            int before = limit(stage);
            String gid = "campaign-" + stage.query("select current_database()").get(0);
            stage.connection(
                            "update accounts set status = status where id = (select max(id) from accounts)",
                            "prepare transaction '" + gid + "'")
                    .close();
            try {
                CompletableFuture<MigrateReport> migrating = CompletableFuture.supplyAsync(() ->
                        stage.migrate(Progress.silent(), Cancellation.none(), patient(Duration.ofMillis(500), 2)));
                LockTree tree =
                        Blocking.watch(stage.target(), Stage.RUN.value(), Duration.ofSeconds(20), Cancellation.none());
                MigrateReport report = migrating.join();

                assertThat(tree.roots())
                        .anyMatch(root -> root.state().equals("prepared")
                                && root.protection().contains("ROLLBACK PREPARED '" + gid + "'"));
                assertThat(report.outcome()).isEqualTo(ScriptOutcome.ROLLED_BACK);
                assertThat(report.failure().code()).isEqualTo("lock-timeout");
                assertThat(stage.decide().state()).isEqualTo(CrashDecision.State.BEFORE);
            } finally {
                try (Connection person = stage.connection()) {
                    person.setAutoCommit(true);
                    say(person, "rollback prepared '" + gid + "'");
                }
            }
            assertThat(stage.migrate(Progress.silent(), Cancellation.none()).outcome())
                    .isEqualTo(ScriptOutcome.APPLIED);
            assertThat(limit(stage)).isEqualTo(before + 1);
            assertApplied(stage, 1);
            assertThat(stage.bank().wrongs()).isEmpty();
        }
    }

    @Test
    void a_full_disk_takes_the_change_back_and_nothing_else() throws SQLException {
        String up = ONE_MORE
                + "create table copies as select n, repeat('x', 100) as filler from generate_series(1, 300000) n;\n";
        try (SmallDiskPostgres server = SmallDiskPostgres.start(120);
                Stage stage = Stage.pending(server.databases(), up, null)) {
            int before = limit(stage);
            server.fill(16);
            MigrateReport report = stage.migrate(Progress.silent(), Cancellation.none());

            assertThat(report.outcome()).isEqualTo(ScriptOutcome.ROLLED_BACK);
            assertThat(report.failure().words()).contains("No space left on device");
            assertThat(stage.decide().state()).isEqualTo(CrashDecision.State.BEFORE);
            assertThat(limit(stage)).isEqualTo(before);
            server.makeRoom();
            stage.bank().awaitTransfers(50);

            assertThat(stage.migrate(Progress.silent(), Cancellation.none()).outcome())
                    .isEqualTo(ScriptOutcome.APPLIED);
            assertThat(limit(stage)).isEqualTo(before + 1);
            assertApplied(stage, 1);
            assertThat(stage.bank().wrongs()).isEmpty();
        }
    }

    private static Timeouts patient(Duration lock, int tries) {
        return new Timeouts(
                new LockStrategy(lock, lock, tries), Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofHours(1));
    }

    private static LockTree lookAt(Stage stage) {
        return Blocking.look(stage.target(), SessionTag.cli("blocking"), Cancellation.none());
    }

    private static List<SessionRef> reportsInTheWay(Stage stage) {
        LockTree tree = Blocking.watch(stage.target(), Stage.RUN.value(), Duration.ofSeconds(20), Cancellation.none());
        return tree.endableRoots().stream()
                .filter(root -> root.application().equals("report"))
                .map(LockNode::session)
                .toList();
    }

    private static List<EndedSession> end(Stage stage, List<SessionRef> listed) {
        return BlockerEnding.end(stage.target(), SessionTag.cli("kill-blocking"), listed, Cancellation.none())
                .sessions();
    }

    private static Connection blocker(Stage stage) throws SQLException {
        return stage.connection("set application_name = 'report'", "select count(*) from accounts");
    }

    private static int limit(Stage stage) {
        return Integer.parseInt(stage.query(LIMIT).get(0));
    }

    private static List<String> invalid(Stage stage) {
        return stage.query("select indexrelid::regclass::text from pg_index where not indisvalid");
    }

    private static void assertApplied(Stage stage, int rows) {
        assertThat(stage.history().applied().stream()
                        .filter(row -> row.version().equals(Ledger.OTHER)))
                .hasSize(rows);
    }

    private static void say(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
