package com.fingood.runbook.migration;

import com.fingood.runbook.change.Change;
import com.fingood.runbook.fixtures.Killed;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Clock;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AppliedRecordingTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void a_change_that_is_done_without_its_row_gets_its_row_and_is_not_executed(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database).change("1", "CREATE TABLE a (id int);", null);
        Fingerprint before = schema(changes);
        changes.migrate("1").orRefuse();
        Fingerprint after = schema(changes);

        assertThatThrownBy(() -> record(changes.target(), changes, before, after))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("not-recordable"));
        changes.execute("INSERT INTO a VALUES (7)", "DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '1'");
        record(changes.target(), changes, before, after);

        assertThat(changes.history().row("1")).hasValueSatisfying(row -> {
            assertThat(row.success()).isTrue();
            assertThat(row.by()).isEqualTo("anna");
            assertThat(row.edited()).isFalse();
        });
        assertThat(changes.query("SELECT id FROM a")).containsExactly("7");
        assertThat(record(changes.target(), changes, before, after).done()).hasSize(1);
        assertThat(changes.query("SELECT \"state\" FROM \"runbook_repair_journal\" ORDER BY \"entry\""))
                .containsExactly("begun", "done");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void anything_but_the_rehearsed_schema_is_refused(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database).change("1", "CREATE TABLE a (id int);", null);
        Fingerprint before = schema(changes);

        assertThatThrownBy(() -> record(changes.target(), changes, before, before))
                .hasMessageContaining("as it was before");
        changes.execute("CREATE TABLE a (id int, more int)");
        assertThatThrownBy(() -> record(changes.target(), changes, before, before))
                .hasMessageContaining("neither the one before");
        assertThat(changes.history().row("1")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void killed_before_any_of_its_statements_it_is_done_by_the_next_attempt(TestDatabase database) throws Exception {
        ChangesForTests changes = ChangesForTests.on(database).change("1", "CREATE TABLE a (id int);", null);
        Fingerprint before = schema(changes);
        changes.migrate("1").orRefuse();
        Fingerprint after = schema(changes);

        boolean killed = true;
        for (int statement = 1; killed; statement++) {
            changes.execute("DELETE FROM \"flyway_schema_history\" WHERE \"version\" = '1'");
            killed = Killed.before(statement, changes.target(), target -> record(target, changes, before, after));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptionsMatching(
                            e -> e instanceof Refusal refusal && refusal.code().equals("target-busy"))
                    .until(() -> record(changes.target(), changes, before, after) != null);
            assertThat(changes.query("SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"version\" = '1'"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_schema_that_is_right_does_not_stand_for_rows_that_a_script_changed_in_pieces(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE a (id int);", null)
                .change("2", "CREATE TABLE b (id int); INSERT INTO a VALUES (1);", null)
                .file("V2__change.sql.conf", "executeInTransaction = false\n");
        changes.migrate("1").orRefuse();
        Fingerprint before = schema(changes);
        changes.execute("CREATE TABLE b (id int)");

        assertThatThrownBy(() -> record(changes.target(), changes.change("2"), before, schema(changes)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("rows-may-be-missing"));
        assertThat(changes.history().row("2")).isEmpty();
    }

    private static Fingerprint schema(ChangesForTests changes) {
        return changes.target().schema(SessionTag.cli("test"));
    }

    private static RepairReport record(Target target, ChangesForTests changes, Fingerprint before, Fingerprint after) {
        return record(target, changes.change("1"), before, after);
    }

    private static RepairReport record(Target target, Change change, Fingerprint before, Fingerprint after) {
        return new AppliedRecording(Clock.systemUTC())
                .record(target, change, before, after, ChangesForTests.RUN, "anna", Cancellation.none());
    }
}
