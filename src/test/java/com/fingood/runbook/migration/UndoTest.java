package com.fingood.runbook.migration;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Clock;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class UndoTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void goes_back_forward_and_back_again_with_both_histories_intact(TestDatabase database) {
        ChangesForTests changes = twoVersions(database);
        changes.migrate("1").orRefuse();
        changes.migrate("2").orRefuse();

        UndoReport first = changes.undo("2").orRefuse();
        assertThat(changes.hasTable("b")).isFalse();
        assertThat(changes.history().current()).contains("1");
        changes.migrate("2").orRefuse();
        assertThat(changes.hasTable("b")).isTrue();
        UndoReport second = changes.undo("2").orRefuse();

        assertThat(first.atomic()).isEqualTo(!changes.isH2());
        assertThat(first.schemaBefore()).isNotEqualTo(first.schemaAfter());
        assertThat(second.schemaAfter()).isEqualTo(first.schemaAfter());
        assertThat(changes.history().applied())
                .extracting(AppliedVersion::version)
                .containsExactly("1");
        assertThat(changes.history().undone()).hasSize(2).allSatisfy(row -> {
            assertThat(row.version()).isEqualTo("2");
            assertThat(row.by()).isEqualTo("boris");
            assertThat(row.reason()).isEqualTo("balances were wrong");
            assertThat(row.run()).isEqualTo("ledger-1-0001");
            assertThat(row.scriptSha256())
                    .isEqualTo(changes.change("2").undo().orElseThrow().sha256());
            assertThat(row.schemaAfter()).isEqualTo(first.schemaAfter());
        });
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_older_version_can_be_taken_back_after_a_newer_one(TestDatabase database) {
        ChangesForTests changes = twoVersions(database);
        changes.migrate("1").orRefuse();
        changes.migrate("2").orRefuse();

        changes.undo("2").orRefuse();
        changes.undo("1").orRefuse();

        assertThat(changes.history().applied()).isEmpty();
        assertThat(changes.history().undone())
                .extracting(UndoneVersion::version)
                .containsExactly("2", "1");
        changes.migrate("1").orRefuse();
        changes.migrate("2").orRefuse();
        changes.undo("2").orRefuse();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_is_not_the_newest_version_is_not_undone(TestDatabase database) {
        ChangesForTests changes = twoVersions(database);
        changes.migrate("1").orRefuse();
        assertThatThrownBy(() -> changes.undo("2")).satisfies(e -> code(e, "nothing-to-undo"));
        changes.migrate("2").orRefuse();

        assertThatThrownBy(() -> changes.undo("1")).satisfies(e -> code(e, "not-newest"));

        assertThat(changes.history().current()).contains("2");
        assertThat(changes.history().undone()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_edited_or_missing_undo_is_refused(TestDatabase database) {
        ChangesForTests changes = twoVersions(database).change("3", "CREATE TABLE c (id int);", null);
        changes.migrate("1").orRefuse();
        changes.migrate("2").orRefuse();
        String approved = changes.change("2").undo().orElseThrow().sha256();
        changes.file("U2__change.sql", "DROP TABLE b; DROP TABLE a;");

        assertThatThrownBy(() -> changes.undo("2", approved)).satisfies(e -> code(e, "undo-edited"));
        assertThat(changes.hasTable("a")).isTrue();
        changes.migrate("3").orRefuse();
        assertThatThrownBy(() -> changes.undo("3")).satisfies(e -> code(e, "no-undo"));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_undo_that_fails_half_way_is_rolled_back_on_postgresql_and_reported_on_h2(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE a (id int); CREATE TABLE b (id int);", "DROP TABLE a; DROP TABLE nowhere;");
        changes.migrate("1").orRefuse();

        UndoReport report = changes.undo("1");

        assertThat(report.failure().statement()).isEqualTo(2);
        assertThat(changes.history().current()).contains("1");
        assertThat(changes.history().undone()).isEmpty();
        if (changes.isH2()) {
            assertThat(report.atomic()).isFalse();
            assertThat(report.outcome()).isEqualTo(ScriptOutcome.PARTLY_APPLIED);
            assertThat(report.left()).anyMatch(words -> words.contains("a") && words.contains("is gone"));
        } else {
            assertThat(report.outcome()).isEqualTo(ScriptOutcome.ROLLED_BACK);
            assertThat(changes.hasTable("a")).isTrue();
        }
        changes.file("U1__change.sql", "DROP TABLE IF EXISTS a; DROP TABLE b;");
        assertThat(changes.undo("1").orRefuse().succeeded()).isTrue();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_journal_survives_a_changed_search_path_and_a_baseline_is_never_undone(TestDatabase database) {
        ChangesForTests changes = twoVersions(database);
        changes.execute("CREATE TABLE a (id int)");
        changes.migrate("2").orRefuse();
        changes.execute("CREATE SCHEMA other");
        changes.file(
                "U2__change.sql",
                changes.isH2() ? "DROP TABLE b; SET SCHEMA other;" : "DROP TABLE b; SET search_path = other;");

        changes.undo("2").orRefuse();

        assertThat(changes.history().undone()).hasSize(1);
        assertThatThrownBy(() -> changes.undo("1")).satisfies(e -> code(e, "nothing-to-undo"));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_failed_version_blocks_an_undo_unless_it_is_the_one_to_take_back(TestDatabase database) {
        ChangesForTests changes = twoVersions(database);
        changes.migrate("1").orRefuse();
        changes.file("U2__change.sql", "DROP TABLE IF EXISTS b;");
        if (changes.isH2()) {
            changes.file("V2__change.sql", "CREATE TABLE b (id int); INSERT INTO nowhere VALUES (1);");
        } else {
            changes.execute("CREATE TABLE c (id int)", "INSERT INTO c VALUES (1), (1)");
            changes.file("V2__change.sql", "CREATE UNIQUE INDEX CONCURRENTLY c_id ON c (id);");
            changes.file("U2__change.sql", "DROP INDEX CONCURRENTLY IF EXISTS c_id;");
        }
        assertThat(changes.migrate("2").outcome()).isEqualTo(ScriptOutcome.PARTLY_APPLIED);

        assertThatThrownBy(() -> changes.undo("1")).satisfies(e -> code(e, "failed-version"));
        assertThatThrownBy(() -> changes.undo("2")).satisfies(e -> code(e, "failed-version"));
        UndoRequest request = new UndoRequest(ChangesForTests.RUN, "boris", "it failed", null, true);
        new Undoer(Clock.systemUTC())
                .undo(
                        changes.target(),
                        changes.change("2"),
                        request,
                        ChangesForTests.TIMEOUTS,
                        Cancellation.none(),
                        Progress.silent())
                .orRefuse();

        assertThat(changes.history().failed()).isEmpty();
        assertThat(changes.history().current()).contains("1");
    }

    private static ChangesForTests twoVersions(TestDatabase database) {
        return ChangesForTests.on(database)
                .change("1", "CREATE TABLE a (id int);", "DROP TABLE a;")
                .change("2", "CREATE TABLE b (id int); INSERT INTO b VALUES (1);", "DROP TABLE b;");
    }

    private static void code(Throwable thrown, String code) {
        assertThat(thrown).isInstanceOf(Refusal.class);
        assertThat(List.of(((Refusal) thrown).code())).containsExactly(code);
    }
}
