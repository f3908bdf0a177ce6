package com.fingood.runbook.migration;

import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.SessionTag;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class StatementProgressTest {

    private static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(40), Duration.ofMinutes(1), Duration.ofMinutes(1));

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final ChangesForTests changes = ChangesForTests.on(TestDatabases.postgresql());

    @Test
    void says_what_it_waits_for_and_whom_it_blocks_and_survives_the_end_of_its_own_session() throws Exception {
        changes.change("1", "CREATE TABLE other (id int); ALTER TABLE held ADD COLUMN more int;", null);
        changes.execute("CREATE TABLE held (id int)");

        try (Connection holder = begun("INSERT INTO held VALUES (1)")) {
            CompletableFuture<MigrateReport> running = CompletableFuture.supplyAsync(this::migrate);
            awaitTold("statement 2 of 2: waiting for AccessExclusiveLock, blocked by 1 session(s)");
            CompletableFuture<Void> reader =
                    CompletableFuture.runAsync(() -> changes.execute("SELECT count(*) FROM held"));
            awaitTold("blocked by 1 session(s); blocks 1 session(s)");
            changes.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'runbook/"
                    + ChangesForTests.RUN + "/progress' AND datname = current_database()");
            told.clear();
            awaitTold("blocks 1 session(s)");
            holder.rollback();

            assertThat(running.get(30, TimeUnit.SECONDS).orRefuse().tries()).isEmpty();
            reader.get(30, TimeUnit.SECONDS);
        }
        assertThat(told).contains("ALTER TABLE held ADD COLUMN more int");
    }

    @Test
    void says_how_far_an_index_is() throws Exception {
        changes.change("1", "CREATE INDEX CONCURRENTLY held_id ON held (id);", null);
        changes.execute("CREATE TABLE held (id int)");

        try (Connection holder = begun("INSERT INTO held VALUES (1)")) {
            CompletableFuture<MigrateReport> running = CompletableFuture.supplyAsync(this::migrate);
            awaitTold("statement 1 of 1: building index (waiting for writers before build), 0 of 1 older transactions");
            holder.rollback();

            running.get(30, TimeUnit.SECONDS).orRefuse();
        }
    }

    @Test
    void says_the_same_of_an_undo() throws Exception {
        changes.change("1", "CREATE TABLE held (id int);", "DROP TABLE held;");
        migrate().orRefuse();

        try (Connection holder = begun("INSERT INTO held VALUES (1)")) {
            CompletableFuture<UndoReport> running = CompletableFuture.supplyAsync(() -> new Undoer(Clock.systemUTC())
                    .undo(
                            changes.target(),
                            changes.change("1"),
                            new UndoRequest(ChangesForTests.RUN, "boris", "wrong", null, false),
                            PATIENT,
                            Cancellation.none(),
                            (done, of, message) -> told.add(message)));
            awaitTold("statement 1 of 1: waiting for AccessExclusiveLock, blocked by 1 session(s)");
            holder.rollback();

            running.get(30, TimeUnit.SECONDS).orRefuse();
        }
    }

    @Test
    void from_17_on_a_transaction_ends_at_its_limit() {
        changes.change("1", "SELECT pg_sleep(0.4); SELECT pg_sleep(0.4); SELECT pg_sleep(0.4);", null);
        Timeouts shortOnes = new Timeouts(
                LockStrategy.once(Duration.ofSeconds(1)),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMillis(700));

        MigrateReport report = migrate(shortOnes);

        boolean ends = Integer.parseInt(changes.query("SHOW server_version_num").get(0)) >= 170000;
        assertThat(report.outcome()).isEqualTo(ends ? ScriptOutcome.UNKNOWN : ScriptOutcome.APPLIED);
        assertThat(ends ? report.failure().code() : "connection-lost").isEqualTo("connection-lost");
    }

    private MigrateReport migrate() {
        return migrate(PATIENT);
    }

    private MigrateReport migrate(Timeouts timeouts) {
        return new Migrator()
                .migrate(
                        changes.target(),
                        changes.change("1"),
                        ChangesForTests.RUN,
                        "anna",
                        timeouts,
                        Cancellation.none(),
                        (done, of, message) -> told.add(message));
    }

    private Connection begun(String sql) throws SQLException {
        Connection holder = changes.target().connect(SessionTag.cli("holder"));
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute(sql);
        }
        return holder;
    }

    private void awaitTold(String words) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(told).anyMatch(message -> message.contains(words)));
    }
}
