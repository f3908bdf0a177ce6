package com.fingood.runbook.migration;

import com.fingood.runbook.fixtures.Killed;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HistoryRepairTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";
    private static final String UNIQUE = "CREATE UNIQUE INDEX CONCURRENTLY once ON a (id);";

    @ParameterizedTest
    @MethodSource(ALL)
    void a_failed_row_that_stands_for_nothing_is_removed_once(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE a (id int);", null)
                .change("2", "ALTER TABLE nowhere ADD COLUMN b int;", null)
                .file("V2__change.sql.conf", "executeInTransaction=false\n");
        changes.migrate("1").orRefuse();
        Fingerprint before = changes.target().schema(SessionTag.cli("test"));
        assertThat(changes.migrate("2").outcome()).isEqualTo(ScriptOutcome.PARTLY_APPLIED);
        assertThatThrownBy(() -> changes.migrate("2")).hasMessageContaining("runbook repair");

        RepairReport report = repair(changes, "2", before);

        assertThat(report.done()).containsExactly("removed the failed row of version 2 from the history");
        assertThat(changes.history().failed()).isEmpty();
        assertThat(changes.history().current()).contains("1");
        assertThat(repair(changes, "2", before)).isEqualTo(report);
        assertThat(changes.query("SELECT \"state\" FROM \"runbook_repair_journal\" ORDER BY \"entry\""))
                .containsExactly("begun", "done");
        assertThat(changes.migrateFixed("2", "ALTER TABLE a ADD COLUMN b int;").succeeded())
                .isTrue();
        assertThatThrownBy(() -> repair(changes, "2", before)).hasMessageContaining("is applied");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_changed_anything_else_is_left_as_it_is(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE a (id int); ALTER TABLE nowhere ADD COLUMN b int;", null)
                .file("V1__change.sql.conf", "executeInTransaction=false\n");
        Fingerprint before = changes.target().schema(SessionTag.cli("test"));
        assertThat(changes.migrate("1").outcome()).isEqualTo(ScriptOutcome.PARTLY_APPLIED);

        assertThatThrownBy(() -> repair(changes, "1", before))
                .hasMessageContaining("table:public.a is new")
                .hasMessageContaining("restore");
        assertThatThrownBy(() -> repair(changes, "1", null)).hasMessageContaining("several statements");
        changes.file("V1__change.sql", "INSERT INTO a VALUES (1); ALTER TABLE nowhere ADD COLUMN b int;");
        assertThatThrownBy(() -> repair(changes, "1", before)).hasMessageContaining("changes rows too");
        assertThat(changes.history().failed()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void no_other_row_is_touched(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE a (id int);", null)
                .change("2", "ALTER TABLE nowhere ADD COLUMN b int;", null)
                .file("V2__change.sql.conf", "executeInTransaction=false\n");
        changes.migrate("1").orRefuse();
        changes.migrate("2");
        String others =
                "SELECT \"version\" || ' ' || coalesce(\"checksum\", 0) FROM \"flyway_schema_history\" WHERE \"version\" <> '2'";
        changes.execute(
                "INSERT INTO \"flyway_schema_history\" SELECT 9, '3', \"description\", \"type\", \"script\", \"checksum\","
                        + " \"installed_by\", \"installed_on\", 0, false FROM \"flyway_schema_history\" WHERE \"version\" = '2'");
        changes.file("V1__change.sql", "CREATE TABLE a (id bigint);");
        var rows = changes.query(others);

        repair(changes, "2", null);

        assertThat(changes.query(others)).isEqualTo(rows).hasSize(2);
        assertThat(changes.history().applied()).singleElement().matches(AppliedVersion::edited);
        assertThatThrownBy(() -> repair(changes, "1", null)).hasMessageContaining("is applied");
        assertThatThrownBy(() -> repair(changes, "7", null)).isInstanceOf(Refusal.class);
    }

    @Test
    void the_invalid_index_of_an_interrupted_build_is_dropped_with_its_row() {
        ChangesForTests changes = withDuplicates();
        Fingerprint before = changes.target().schema(SessionTag.cli("test"));
        changes.execute("CREATE TABLE other (id int)", "INSERT INTO other VALUES (1), (1)");
        assertThatThrownBy(() -> changes.execute("CREATE UNIQUE INDEX CONCURRENTLY not_ours ON other (id)"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(changes.migrate("2").left()).anyMatch(words -> words.contains("runbook repair"));

        assertThatThrownBy(() -> repair(changes, "2", before)).hasMessageContaining("table:public.other is new");
        assertThat(repair(changes, "2", null).done())
                .containsExactly(
                        "dropped the INVALID index public.once",
                        "removed the failed row of version 2 from the history");
        assertThat(changes.query("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"))
                .containsExactly("not_ours");
        changes.execute("DELETE FROM a");
        changes.migrate("2").orRefuse();
    }

    @Test
    void an_index_that_may_be_under_way_is_not_dropped() throws Exception {
        ChangesForTests changes = withDuplicates();
        changes.migrate("2");

        try (Connection builder = changes.target().connect(SessionTag.cli("builder"));
                Statement statement = builder.createStatement()) {
            builder.setAutoCommit(false);
            statement.execute("LOCK TABLE a IN SHARE UPDATE EXCLUSIVE MODE");
            assertThatThrownBy(() -> repair(changes, "2", null)).hasMessageContaining("builds an index");
            builder.rollback();
        }
        repair(changes, "2", null);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void killed_before_any_of_its_statements_it_is_done_by_the_next_attempt(TestDatabase database) throws Exception {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE a (id int);", null)
                .change("2", database.dialect().equals("h2") ? "ALTER TABLE nowhere ADD b int;" : UNIQUE, null);
        changes.migrate("1").orRefuse();
        changes.execute("INSERT INTO a VALUES (1), (1)");
        Fingerprint before = changes.target().schema(SessionTag.cli("test"));

        boolean killed = true;
        for (int statement = 1; killed; statement++) {
            if (changes.history().failed().isEmpty()) {
                changes.migrate("2");
            }
            killed = Killed.before(statement, changes.target(), target -> repair(target, changes, "2", before));
            awaitRepaired(changes, before);
            assertThat(changes.history().failed()).isEmpty();
            assertThat(changes.target().schema(SessionTag.cli("test"))).isEqualTo(before);
        }
    }

    /** The dead process's session is gone a moment later, and its lock with it. */
    private static void awaitRepaired(ChangesForTests changes, Fingerprint before) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsMatching(
                        e -> e instanceof Refusal refusal && refusal.code().equals("target-busy"))
                .until(() -> repair(changes, "2", before) != null);
    }

    private static ChangesForTests withDuplicates() {
        ChangesForTests changes = ChangesForTests.on(TestDatabases.postgresql())
                .change("1", "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (1);", null)
                .change("2", UNIQUE, null);
        changes.migrate("1").orRefuse();
        return changes;
    }

    private static RepairReport repair(ChangesForTests changes, String version, Fingerprint before) {
        return repair(changes.target(), changes, version, before);
    }

    private static RepairReport repair(Target target, ChangesForTests changes, String version, Fingerprint before) {
        return new HistoryRepair(Clock.systemUTC())
                .repair(
                        target,
                        changes.change(version),
                        ChangesForTests.RUN,
                        "anna",
                        "the build was interrupted",
                        before,
                        Cancellation.none());
    }
}
