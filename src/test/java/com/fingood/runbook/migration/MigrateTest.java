package com.fingood.runbook.migration;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MigrateTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void leaves_exactly_one_row_in_the_history(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE accounts (id int PRIMARY KEY); INSERT INTO accounts VALUES (1);", null);

        MigrateReport report = changes.migrate("1");

        assertThat(report.outcome()).isEqualTo(ScriptOutcome.APPLIED);
        assertThat(report.baseline()).isNull();
        assertThat(report.statements())
                .extracting(StatementReport::sql)
                .containsExactly("CREATE TABLE accounts", "INSERT INTO accounts");
        assertThat(changes.history().applied()).singleElement().satisfies(row -> {
            assertThat(row.version()).isEqualTo("1");
            assertThat(row.by()).isEqualTo("anna");
            assertThat(row.edited()).isFalse();
            assertThat(row.when())
                    .isBetween(
                            java.time.Instant.now().minusSeconds(60),
                            java.time.Instant.now().plusSeconds(5));
        });
        assertThat(changes.history().pending()).isEmpty();
        assertThat(changes.query("SELECT id FROM accounts")).containsExactly("1");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void applies_the_asked_version_and_no_later_one(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE a (id int);", null)
                .change("2", "CREATE TABLE b (id int);", null)
                .change("2.10", "CREATE TABLE c (id int);", null);

        changes.migrate("1").orRefuse();
        changes.migrate("2").orRefuse();

        assertThat(changes.history().current()).contains("2");
        assertThat(changes.history().pending())
                .extracting(PendingVersion::version)
                .containsExactly("2.10");
        assertThat(changes.hasTable("c")).isFalse();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_failure_in_the_middle_leaves_nothing_on_postgresql_and_says_what_is_left_on_h2(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change(
                        "1",
                        "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\n\nINSERT INTO nowhere VALUES (2);",
                        null);

        MigrateReport report = changes.migrate("1");

        assertThat(report.failure().code()).isEqualTo("sql-error");
        assertThat(report.failure().statement()).isEqualTo(3);
        assertThat(report.failure().line()).isEqualTo(4);
        assertThat(report.failure().words()).containsIgnoringCase("nowhere");
        if (changes.isH2()) {
            assertThat(report.outcome()).isEqualTo(ScriptOutcome.PARTLY_APPLIED);
            assertThat(report.left()).anyMatch(words -> words.contains("failed row"));
            assertThat(changes.history().failed()).hasSize(1);
            assertThatThrownBy(() -> changes.migrate("1")).hasMessageContaining("failed");
        } else {
            assertThat(report.outcome()).isEqualTo(ScriptOutcome.ROLLED_BACK);
            assertThat(report.left()).isEmpty();
            assertThat(changes.hasTable("a")).isFalse();
            assertThat(changes.history().failed()).isEmpty();
            assertThat(changes.history().applied()).isEmpty();
        }
        assertThatThrownBy(report::orRefuse).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_stands_in_the_way_is_refused_in_words(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE a (id int);", null)
                .change("2", "CREATE TABLE b (id int);", null)
                .change("3", "CREATE TABLE c (id int);", null);

        assertThatThrownBy(() -> changes.migrate("2"))
                .hasMessageContaining("Version 1")
                .hasMessageContaining("first");
        changes.migrate("1").orRefuse();
        assertThatThrownBy(() -> changes.migrate("1")).hasMessageContaining("already applied");
        changes.migrate("2").orRefuse();
        changes.file("V1.5__late.sql", "CREATE TABLE late (id int);");
        assertThatThrownBy(() -> changes.migrate("1.5")).hasMessageContaining("comes before it");
        changes.file("V1__change.sql", "CREATE TABLE a (id bigint);");
        assertThat(changes.history().check(changes.change("3")))
                .extracting(Obstacle::code)
                .contains("applied-file-edited");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_database_that_was_never_seen_gets_a_baseline_row(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE a (id int);", null)
                .change("2", "CREATE TABLE b (id int);", null);
        changes.execute("CREATE TABLE a (id int)");

        assertThat(changes.history().known()).isFalse();
        assertThat(changes.history().baselineNeeded("2")).contains("1");
        assertThat(changes.history().baselineNeeded("1")).contains("0");
        MigrateReport report = changes.migrate("2").orRefuse();

        assertThat(report.baseline()).isEqualTo("1");
        assertThat(changes.history().applied())
                .extracting(AppliedVersion::version, AppliedVersion::baseline)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1", true),
                        org.assertj.core.groups.Tuple.tuple("2", false));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_empty_database_needs_no_baseline_and_a_status_changes_nothing(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database).change("1", "CREATE TABLE a (id int);", null);

        MigrationHistory history = changes.history();

        assertThat(history.known()).isFalse();
        assertThat(history.empty()).isTrue();
        assertThat(history.current()).isEmpty();
        assertThat(history.pending()).hasSize(1);
        assertThat(history.baselineNeeded("1")).isEmpty();
        assertThat(changes.hasTable("flyway_schema_history")).isFalse();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void odd_names_survive(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change(
                        "1",
                        "CREATE TABLE \"Mixed Case\" (\"Order\" int); CREATE TABLE \"semi;colon\" (\"quote\"\"d\" int);"
                                + " INSERT INTO \"Mixed Case\" VALUES (1);",
                        "DROP TABLE \"Mixed Case\"; DROP TABLE \"semi;colon\";");

        assertThat(changes.migrate("1").orRefuse().statements())
                .extracting(StatementReport::sql)
                .containsExactly(
                        "CREATE TABLE \"Mixed Case\"", "CREATE TABLE \"semi;colon\"", "INSERT INTO \"Mixed Case\"");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void placeholders_are_plain_text(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE a (t varchar(20)); INSERT INTO a VALUES ('${HOME}');", null);

        changes.migrate("1").orRefuse();

        assertThat(changes.query("SELECT t FROM a")).isEqualTo(List.of("${HOME}"));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_second_migration_at_the_same_time_is_refused(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database).change("1", "CREATE TABLE a (id int);", null);

        try (MigrationSession first = MigrationSession.open(
                changes.target(),
                new com.fingood.runbook.target.SessionTag("other", "migrate"),
                ChangesForTests.TIMEOUTS,
                com.fingood.runbook.run.Cancellation.none())) {
            assertThat(first.run()).isEqualTo("other");
            assertThatThrownBy(() -> changes.migrate("1"))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("target-busy"));
        }
        changes.migrate("1").orRefuse();
    }
}
