package com.fingood.runbook.migration;

import com.fingood.runbook.fixtures.TestDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresScriptsTest {

    private ChangesForTests changes;

    @BeforeEach
    void fresh() {
        changes = ChangesForTests.on(TestDatabases.postgresql());
    }

    @Test
    void an_explicit_commit_is_detected_and_nothing_is_recorded() {
        changes.change("1", "CREATE TABLE a (id int); COMMIT; CREATE TABLE b (id int);", null);

        MigrateReport report = changes.migrate("1");

        assertThat(report.failure().code()).isEqualTo("script-ended-transaction");
        assertThat(report.failure().statement()).isEqualTo(2);
        assertThat(report.outcome()).isEqualTo(ScriptOutcome.PARTLY_APPLIED);
        assertThat(report.left()).anyMatch(words -> words.contains("public.a"));
        assertThat(changes.hasTable("b")).isFalse();
        assertThat(changes.history().applied()).isEmpty();
    }

    @Test
    void a_rollback_as_last_statement_is_detected_too() {
        changes.change("1", "CREATE TABLE a (id int); ROLLBACK;", null);

        MigrateReport report = changes.migrate("1");

        assertThat(report.failure().code()).isEqualTo("script-ended-transaction");
        assertThat(changes.history().applied()).isEmpty();
        assertThat(changes.hasTable("a")).isFalse();
    }

    @Test
    void concurrently_works_and_is_undone() {
        changes.change("1", "CREATE TABLE a (id int);", null)
                .change("2", "CREATE INDEX CONCURRENTLY a_id ON a (id);", "DROP INDEX CONCURRENTLY a_id;");
        changes.migrate("1").orRefuse();

        changes.migrate("2").orRefuse();
        assertThat(changes.query("SELECT indexname FROM pg_indexes WHERE tablename = 'a'"))
                .containsExactly("a_id");
        UndoReport undo = changes.undo("2").orRefuse();

        assertThat(undo.atomic()).isFalse();
        assertThat(changes.query("SELECT indexname FROM pg_indexes WHERE tablename = 'a'"))
                .isEmpty();
        assertThat(changes.history().current()).contains("1");
        assertThat(changes.history().undone()).hasSize(1);
    }

    @Test
    void statements_that_flyway_does_not_know_run_outside_a_transaction_by_their_settings() {
        changes.change("1", "CREATE TABLE a (id int); CREATE INDEX a_id ON a (id);", null)
                .change("2", "REINDEX INDEX CONCURRENTLY a_id;", null)
                .file("V2__change.sql.conf", "executeInTransaction=false\n");
        changes.migrate("1").orRefuse();

        assertThat(changes.migrate("2").orRefuse().succeeded()).isTrue();
    }

    @Test
    void an_invalid_index_is_named() {
        changes.change("1", "CREATE TABLE a (id int); INSERT INTO a VALUES (7), (7);", null)
                .change("2", "CREATE UNIQUE INDEX CONCURRENTLY a_once ON a (id);", null);
        changes.migrate("1").orRefuse();

        MigrateReport report = changes.migrate("2");

        assertThat(report.outcome()).isEqualTo(ScriptOutcome.PARTLY_APPLIED);
        assertThat(report.left()).anyMatch(words -> words.contains("a_once") && words.contains("INVALID"));
        assertThat(report.left()).anyMatch(words -> words.contains("failed row"));
        assertThat(report.failure().words()).contains("a_once").doesNotContain("(7)");
        assertThat(changes.history().failed()).hasSize(1);
    }

    @Test
    void what_postgresql_understands_is_run() {
        changes.change(
                "1",
                """
                CREATE TABLE a (id int, note text);
                CREATE FUNCTION plus_one(n int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT n + 1; END;
                DO $$ BEGIN EXECUTE $x$INSERT INTO a VALUES (1, 'semi;colon')$x$; END $$;
                CREATE FUNCTION outer_one() RETURNS text LANGUAGE plpgsql AS $outer$
                BEGIN
                  RETURN $inner$it's; $$nested$$;$inner$;
                END $outer$;
                COPY a (id, note) FROM STDIN;
                2\ttwo
                3\t\\N
                \\.
                COPY a FROM STDIN WITH (FORMAT csv);
                4,"four, five"
                \\.
                INSERT INTO a VALUES (plus_one(4), outer_one());
                """,
                null);

        changes.migrate("1").orRefuse();

        assertThat(changes.query("SELECT id FROM a ORDER BY id")).containsExactly("1", "2", "3", "4", "5");
        assertThat(changes.query("SELECT note FROM a WHERE id = 5")).containsExactly("it's; $$nested$$;");
    }

    @Test
    void row_values_stay_out_of_the_words() {
        changes.change("1", "CREATE TABLE a (t text); INSERT INTO a VALUES ('4111111111111111x');", null)
                .change("2", "ALTER TABLE a ALTER COLUMN t TYPE bigint USING t::bigint;", null);
        changes.migrate("1").orRefuse();

        MigrateReport report = changes.migrate("2");

        assertThat(report.failure().words()).contains("invalid input syntax").doesNotContain("4111");
    }

    @Test
    void the_journal_only_grows() {
        changes.change("1", "CREATE TABLE a (id int);", "DROP TABLE a;");
        changes.migrate("1").orRefuse();
        changes.undo("1").orRefuse();

        for (String sql : new String[] {
            "DELETE FROM runbook_undo_journal",
            "UPDATE runbook_undo_journal SET reason = ''",
            "TRUNCATE runbook_undo_journal"
        }) {
            assertThatThrownBy(() -> changes.execute(sql)).hasMessageContaining("only grows");
        }
    }
}
