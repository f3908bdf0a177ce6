package com.fingood.runbook.migration;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class InterruptedMigrationTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    @Timeout(60)
    void a_killed_session_leaves_an_unknown_outcome_and_the_fingerprint_decides(TestDatabase database)
            throws Exception {
        ChangesForTests changes = ChangesForTests.on(database);
        changes.change("1", "CREATE TABLE a (id int); " + changes.slow(), null);
        Fingerprint before = fingerprint(changes);

        CompletableFuture<MigrateReport> running = CompletableFuture.supplyAsync(() -> changes.migrate("1"));
        changes.kill(changes.awaitSlow());
        MigrateReport report = running.get(30, TimeUnit.SECONDS);

        assertThat(report.outcome()).isEqualTo(ScriptOutcome.UNKNOWN);
        assertThat(report.failure().code()).isEqualTo("connection-lost");
        assertThat(report).satisfies(r -> assertThat(
                        org.assertj.core.api.Assertions.catchThrowableOfType(Refusal.class, r::orRefuse)
                                .kind())
                .isEqualTo(Refusal.Kind.OUTCOME_UNKNOWN));
        CrashDecision decision = CrashDecision.decide(changes.target(), "1", before, null, Cancellation.none());
        // H2 commits each CREATE TABLE by itself.
        assertThat(decision.state())
                .isEqualTo(changes.isH2() ? CrashDecision.State.UNKNOWN : CrashDecision.State.BEFORE);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    @Timeout(60)
    void a_cancelled_statement_ends_at_once_and_its_session_is_gone(TestDatabase database) throws Exception {
        ChangesForTests changes = ChangesForTests.on(database);
        changes.change("1", "CREATE TABLE a (id int); " + changes.slow() + " CREATE TABLE b (id int);", null);
        Cancellation cancellation = new Cancellation();

        CompletableFuture<MigrateReport> running =
                CompletableFuture.supplyAsync(() -> changes.migrate("1", cancellation));
        changes.awaitSlow();
        long cancelled = System.nanoTime();
        cancellation.cancel();
        MigrateReport report = running.get(30, TimeUnit.SECONDS);

        assertThat(Duration.ofNanos(System.nanoTime() - cancelled)).isLessThan(Duration.ofSeconds(5));
        assertThat(report.cancelled()).isTrue();
        assertThat(report.outcome())
                .isEqualTo(changes.isH2() ? ScriptOutcome.PARTLY_APPLIED : ScriptOutcome.ROLLED_BACK);
        assertThat(changes.hasTable("b")).isFalse();
        if (!changes.isH2()) {
            assertThat(changes.query("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND application_name LIKE 'runbook/" + ChangesForTests.RUN + "/%'"))
                    .isEmpty();
            assertThat(changes.migrateFixed("1", "CREATE TABLE a (id int);").succeeded())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    @Timeout(60)
    void a_lock_that_is_not_free_in_time_fails_with_these_words(TestDatabase database) throws Exception {
        ChangesForTests changes = ChangesForTests.on(database).change("1", "DROP TABLE held;", null);
        changes.execute("CREATE TABLE held (id int)");

        try (var holder = changes.target().connect(SessionTag.cli("holder"));
                var statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("INSERT INTO held VALUES (1)");
            MigrateReport report = changes.migrate("1");

            assertThat(report.failure().code()).isEqualTo("lock-timeout");
            assertThat(changes.hasTable("held")).isTrue();
            holder.rollback();
        }
    }

    private static Fingerprint fingerprint(ChangesForTests changes) {
        return changes.target().fingerprint(SessionTag.cli("test"), Cancellation.none());
    }
}
