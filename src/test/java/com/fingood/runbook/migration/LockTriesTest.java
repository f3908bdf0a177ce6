package com.fingood.runbook.migration;

import com.fingood.runbook.fixtures.PostgresServer;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.SessionTag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class LockTriesTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";
    private static final Timeouts FIVE_TRIES = new Timeouts(
            new LockStrategy(Duration.ofMillis(50), Duration.ofMillis(80), 5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofHours(1));

    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();

    @ParameterizedTest
    @MethodSource(ALL)
    void gets_through_once_the_lock_is_free(TestDatabase database) throws SQLException {
        ChangesForTests changes =
                ChangesForTests.on(database).change("1", "ALTER TABLE held ADD COLUMN more int;", null);
        changes.execute("CREATE TABLE held (id int)");

        try (Connection holder = holding(changes, "INSERT INTO held VALUES (1)")) {
            MigrateReport report = migrate(changes, "1", Cancellation.none(), () -> {
                if (pauses.size() == 3) {
                    holder.rollback();
                }
                return true;
            });

            assertThat(report.failure()).isNull();
            assertThat(report.outcome()).isEqualTo(ScriptOutcome.APPLIED);
            assertThat(report.tries())
                    .containsExactly(
                            "try 1 of 5: waited 50 ms for a lock at statement 1",
                            "try 2 of 5: waited 63 ms for a lock at statement 1",
                            "try 3 of 5: waited 78 ms for a lock at statement 1");
            assertThat(progress).containsAll(report.tries());
        }
        assertThat(pauses).hasSize(3).first().satisfies(pause -> assertThat(pause)
                .isGreaterThan(Duration.ofMillis(50)));
        assertThat(changes.history().current()).contains("1");
        assertThat(changes.history().failed()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void gives_up_after_the_last_try(TestDatabase database) throws SQLException {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE held (id int);", "DROP TABLE held;")
                .change("2", "ALTER TABLE held ADD COLUMN more int;", null);
        changes.migrate("1").orRefuse();

        try (Connection holder = holding(changes, "INSERT INTO held VALUES (1)")) {
            MigrateReport report = migrate(changes, "2", Cancellation.none(), () -> true);

            assertThat(holder.isClosed()).isFalse();
            assertThat(report.failure().code()).isEqualTo("lock-timeout");
            assertThat(report.tries()).hasSize(5);
            assertThat(report.outcome())
                    .isEqualTo(changes.isH2() ? ScriptOutcome.PARTLY_APPLIED : ScriptOutcome.ROLLED_BACK);
            assertThat(pauses).hasSize(4);
        }
        assertThat(changes.query("SELECT column_name FROM information_schema.columns WHERE table_name = 'held'"))
                .containsExactly("id");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_cancellation_between_two_tries_ends_it(TestDatabase database) throws SQLException {
        ChangesForTests changes =
                ChangesForTests.on(database).change("1", "ALTER TABLE held ADD COLUMN more int;", null);
        changes.execute("CREATE TABLE held (id int)");
        Cancellation cancellation = new Cancellation();

        try (Connection holder = holding(changes, "INSERT INTO held VALUES (1)")) {
            MigrateReport report = migrate(changes, "1", cancellation, () -> {
                cancellation.cancel();
                return false;
            });

            assertThat(holder.isClosed()).isFalse();
            assertThat(report.cancelled()).isTrue();
            assertThat(report.tries()).hasSize(1);
            assertThat(report.outcome())
                    .isEqualTo(changes.isH2() ? ScriptOutcome.PARTLY_APPLIED : ScriptOutcome.ROLLED_BACK);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_undo_is_tried_again_too(TestDatabase database) throws SQLException {
        ChangesForTests changes =
                ChangesForTests.on(database).change("1", "CREATE TABLE held (id int);", "DROP TABLE held;");
        changes.migrate("1").orRefuse();

        try (Connection holder = holding(changes, "INSERT INTO held VALUES (1)")) {
            UndoReport report = new Undoer(Clock.systemUTC(), new Random(1), pausing(() -> {
                        holder.rollback();
                        return true;
                    }))
                    .undo(
                            changes.target(),
                            changes.change("1"),
                            new UndoRequest(ChangesForTests.RUN, "boris", "wrong", null, false),
                            FIVE_TRIES,
                            Cancellation.none(),
                            (done, of, message) -> progress.add(message));

            assertThat(report.failure()).isNull();
            assertThat(report.outcome()).isEqualTo(ScriptOutcome.APPLIED);
            assertThat(report.tries()).containsExactly("try 1 of 5: waited 50 ms for a lock at statement 1");
        }
        assertThat(changes.history().undone()).hasSize(1);
        assertThat(changes.history().applied()).isEmpty();
    }

    @Test
    void what_h2_has_committed_is_not_repeated() throws SQLException {
        ChangesForTests changes = ChangesForTests.on(TestDatabases.h2())
                .change("1", "CREATE TABLE first (id int); ALTER TABLE held ADD COLUMN more int;", null);
        changes.execute("CREATE TABLE held (id int)");

        try (Connection holder = holding(changes, "INSERT INTO held VALUES (1)")) {
            MigrateReport report = migrate(changes, "1", Cancellation.none(), () -> true);

            assertThat(holder.isClosed()).isFalse();
            assertThat(report.outcome()).isEqualTo(ScriptOutcome.PARTLY_APPLIED);
            assertThat(report.tries()).isEmpty();
        }
    }

    @Test
    void outside_a_transaction_one_statement_is_repeated_and_not_those_before_it() throws SQLException {
        ChangesForTests changes = ChangesForTests.on(TestDatabases.postgresql())
                .change("1", "INSERT INTO free VALUES (7); ALTER TABLE held ADD COLUMN more int;", null)
                .file("V1__change.sql.conf", "executeInTransaction=false\n");
        changes.execute("CREATE TABLE held (id int)", "CREATE TABLE free (id int)");

        try (Connection holder = holding(changes, "INSERT INTO held VALUES (1)")) {
            MigrateReport report = migrate(changes, "1", Cancellation.none(), () -> {
                holder.rollback();
                return true;
            });

            assertThat(report.outcome()).isEqualTo(ScriptOutcome.APPLIED);
            assertThat(report.tries()).containsExactly("try 1 of 5: waited 50 ms for a lock at statement 2");
        }
        assertThat(changes.query("SELECT id FROM free")).containsExactly("7");
    }

    @Test
    void a_deadlock_with_an_application_is_tried_again() throws Exception {
        ChangesForTests changes =
                ChangesForTests.on(TestDatabases.postgresql()).change("1", "LOCK TABLE a; LOCK TABLE b;", null);
        changes.execute("CREATE TABLE a (id int)", "CREATE TABLE b (id int)");
        whoWaitedFirstNotices(changes, "5s");
        Timeouts patient = new Timeouts(
                new LockStrategy(Duration.ofSeconds(20), Duration.ofSeconds(20), 3),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofHours(1));

        try (Connection application = holding(changes, "LOCK TABLE b")) {
            CompletableFuture<MigrateReport> running =
                    CompletableFuture.supplyAsync(() -> new Migrator(new Random(1), pausing(() -> {
                                application.rollback();
                                return true;
                            }))
                            .migrate(
                                    changes.target(),
                                    changes.change("1"),
                                    ChangesForTests.RUN,
                                    "anna",
                                    patient,
                                    Cancellation.none(),
                                    (done, of, message) -> progress.add(message)));
            awaitWaiting(changes, "LOCK TABLE b");
            try (Statement statement = application.createStatement()) {
                statement.execute("LOCK TABLE a");
            }
            MigrateReport report = running.get(30, TimeUnit.SECONDS);

            assertThat(report.outcome()).isEqualTo(ScriptOutcome.APPLIED);
            assertThat(report.tries()).containsExactly("try 1 of 3: a deadlock with another session at statement 2");
        }
    }

    /** Whose look for a deadlock finds it is its victim: the change's, when the application begins to wait before that look. */
    private static void whoWaitedFirstNotices(ChangesForTests changes, String after) throws SQLException {
        String database = changes.target().dialect().databaseOf(changes.target().properties());
        try (Connection admin =
                        DriverManager.getConnection(PostgresServer.shared().adminUrl());
                Statement statement = admin.createStatement()) {
            statement.execute("ALTER DATABASE " + database + " SET deadlock_timeout = '" + after + "'");
        }
    }

    @Test
    void a_concurrent_build_waits_for_older_transactions_and_is_not_repeated() throws Exception {
        ChangesForTests changes = ChangesForTests.on(TestDatabases.postgresql())
                .change("1", "CREATE INDEX CONCURRENTLY held_id ON held (id);", null);
        changes.execute("CREATE TABLE held (id int)");

        try (Connection holder = holding(changes, "INSERT INTO held VALUES (1)")) {
            CompletableFuture<MigrateReport> running =
                    CompletableFuture.supplyAsync(() -> migrate(changes, "1", Cancellation.none(), () -> true));
            awaitWaiting(changes, "CREATE INDEX");
            // Longer than all five tries together would wait.
            Awaitility.await().pollDelay(Duration.ofMillis(600)).until(() -> !running.isDone());
            holder.rollback();

            assertThat(running.get(30, TimeUnit.SECONDS).orRefuse().tries()).isEmpty();
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void what_flyway_does_not_know_to_run_outside_a_transaction_runs_outside_one() {
        ChangesForTests changes = ChangesForTests.on(TestDatabases.postgresql())
                .change("1", "-- alone\nREINDEX INDEX CONCURRENTLY parts_id;", null)
                .change(
                        "2",
                        "ALTER TABLE parts DETACH PARTITION parts_1 CONCURRENTLY;",
                        "ALTER TABLE parts ATTACH PARTITION parts_1 FOR VALUES IN (1);")
                .change("3", "REINDEX (CONCURRENTLY) TABLE parts_1;", null);
        changes.execute(
                "CREATE TABLE parts (id int) PARTITION BY LIST (id)",
                "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1)",
                "CREATE INDEX parts_id ON parts_1 (id)");

        changes.migrate("1").orRefuse();
        changes.migrate("2").orRefuse();

        assertThat(changes.undo("2").orRefuse().atomic()).isTrue();
        changes.migrate("2").orRefuse();
        changes.migrate("3").orRefuse();
    }

    private interface Then {
        boolean happens() throws SQLException;
    }

    private Pause pausing(Then then) {
        return (length, cancellation) -> {
            pauses.add(length);
            try {
                return then.happens();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private MigrateReport migrate(ChangesForTests changes, String version, Cancellation cancellation, Then then) {
        return new Migrator(new Random(1), pausing(then))
                .migrate(
                        changes.target(),
                        changes.change(version),
                        ChangesForTests.RUN,
                        "anna",
                        FIVE_TRIES,
                        cancellation,
                        (done, of, message) -> progress.add(message));
    }

    private static Connection holding(ChangesForTests changes, String sql) throws SQLException {
        Connection holder = changes.target().connect(SessionTag.cli("holder"));
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute(sql);
        }
        return holder;
    }

    private static void awaitWaiting(ChangesForTests changes, String begin) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !changes.query("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND wait_event_type = 'Lock' AND query LIKE '" + begin + "%'")
                        .isEmpty());
    }
}
