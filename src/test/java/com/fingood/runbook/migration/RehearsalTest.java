package com.fingood.runbook.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class RehearsalTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void an_undo_that_brings_everything_back_is_lossless(TestDatabase database) {
        ChangesForTests changes =
                accounts(database).change("2", "CREATE TABLE b (id int); INSERT INTO b VALUES (1);", "DROP TABLE b;");

        RehearsalReport report = changes.rehearse("2");

        assertThat(report.differences()).isEmpty();
        assertThat(report.lossless()).isTrue();
        assertThat(report.passed()).isTrue();
        assertThat(report.downMillis()).isNotNull();
        assertThat(report.after().schema())
                .hasSizeGreaterThan(report.before().schema().size());
        assertThat(changes.history().current()).contains("2");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_undo_that_loses_rows_is_named_with_its_differences(TestDatabase database) {
        ChangesForTests changes = accounts(database)
                .change(
                        "2",
                        "ALTER TABLE accounts DROP COLUMN owner;",
                        "ALTER TABLE accounts ADD COLUMN owner varchar(20);");

        RehearsalReport report = changes.rehearse("2");

        assertThat(report.lossless()).isFalse();
        assertThat(report.restoreOnly()).isTrue();
        assertThat(report.passed()).isFalse();
        assertThat(report.differences()).anyMatch(words -> words.contains("data:public.accounts"));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_moved_column_is_a_warning_and_no_loss(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE a (x int, y int);", null)
                .change("2", "ALTER TABLE a DROP COLUMN x;", "ALTER TABLE a ADD COLUMN x int;");
        changes.migrate("1").orRefuse();

        RehearsalReport report = changes.rehearse("2");

        assertThat(report.differences()).isEmpty();
        assertThat(report.lossless()).isTrue();
        assertThat(report.warnings()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void without_an_undo_a_change_is_restore_only(TestDatabase database) {
        ChangesForTests changes = accounts(database).change("2", "CREATE TABLE b (id int);", null);

        RehearsalReport report = changes.rehearse("2");

        assertThat(report.lossless()).isFalse();
        assertThat(report.differences()).containsExactly("no undo");
        assertThat(report.restoreOnly()).isTrue();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_change_that_fails_is_said_in_words(TestDatabase database) {
        ChangesForTests changes =
                accounts(database).change("2", "INSERT INTO accounts VALUES (1, 'secret-owner');", "SELECT 1;");

        RehearsalReport report = changes.rehearse("2");

        assertThat(report.passed()).isFalse();
        assertThat(report.restoreOnly()).isFalse();
        assertThat(report.failure()).contains("V2__change.sql").doesNotContain("secret-owner");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void its_document_has_the_promised_shape_and_claims_nothing_that_was_not_measured(TestDatabase database) {
        ChangesForTests changes = accounts(database)
                .change("2", "UPDATE accounts SET owner = upper(owner);", "UPDATE accounts SET owner = lower(owner);");

        JsonNode json = new ObjectMapper().valueToTree(changes.rehearse("2").document());

        assertThat(json.get("verdict").asText()).isEqualTo("passed");
        assertThat(json.get("lossless").asBoolean()).isTrue();
        assertThat(json.at("/up/millis").isNumber()).isTrue();
        assertThat(json.at("/down/millis").isNumber()).isTrue();
        assertThat(json.at("/statements/0/sql").asText()).isEqualTo("UPDATE accounts");
        assertThat(json.at("/statements/0").has("locks")).isEqualTo(!changes.isH2());
    }

    @Test
    void on_postgresql_locks_rewrites_scans_and_rows_are_measured() {
        ChangesForTests changes = accounts(TestDatabases.postgresql())
                .change(
                        "2",
                        "ALTER TABLE accounts ADD COLUMN at timestamptz DEFAULT clock_timestamp();"
                                + " UPDATE accounts SET owner = 'x';",
                        "ALTER TABLE accounts DROP COLUMN at;");

        RehearsalReport report = changes.rehearse("2");

        StatementReport alter = report.statements().get(0);
        assertThat(alter.locks()).contains(new StatementReport.TableLock("accounts", "AccessExclusiveLock"));
        assertThat(alter.rewrites()).contains("accounts");
        StatementReport update = report.statements().get(1);
        assertThat(update.rows()).isEqualTo(2);
        assertThat(update.rewrites()).isEmpty();
        assertThat(update.scans()).containsExactly("accounts");
    }

    private static ChangesForTests accounts(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change(
                        "1",
                        "CREATE TABLE accounts (id int PRIMARY KEY, owner varchar(20));"
                                + " INSERT INTO accounts VALUES (1, 'ann'), (2, 'bob');",
                        null);
        changes.migrate("1").orRefuse();
        return changes;
    }
}
