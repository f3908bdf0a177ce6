package com.fingood.runbook.migration;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class CrashDecisionTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void tells_before_after_and_neither_apart(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database)
                .change("1", "CREATE TABLE a (id int);", "DROP TABLE a;")
                .change("2", "ALTER TABLE a ADD COLUMN note varchar(20);", "ALTER TABLE a DROP COLUMN note;");
        changes.migrate("1").orRefuse();
        Fingerprint before = fingerprint(changes);
        RehearsalReport rehearsal = changes.rehearse("2");
        changes.undo("2").orRefuse();
        before = fingerprint(changes);
        Fingerprint after = rehearsal.expectedAfter(before);

        assertThat(decide(changes, before, after)).isEqualTo(CrashDecision.State.BEFORE);
        changes.execute("ALTER TABLE a ADD COLUMN note varchar(20)");
        assertThat(decide(changes, before, after)).isEqualTo(CrashDecision.State.AFTER_WITHOUT_HISTORY);
        assertThat(decide(changes, before, null)).isEqualTo(CrashDecision.State.UNKNOWN);
        changes.execute("ALTER TABLE a DROP COLUMN note");
        changes.migrate("2").orRefuse();
        assertThat(decide(changes, before, after)).isEqualTo(CrashDecision.State.AFTER);
        assertThat(decide(changes, before, null)).isEqualTo(CrashDecision.State.AFTER);
        changes.execute("ALTER TABLE a ADD COLUMN stranger int");
        assertThat(decide(changes, before, after)).isEqualTo(CrashDecision.State.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_failed_row_is_never_before(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database).change("1", "CREATE TABLE a (id int);", null);
        changes.migrate("1").orRefuse();
        Fingerprint before = fingerprint(changes);
        changes.execute("UPDATE \"flyway_schema_history\" SET \"success\" = false WHERE \"version\" = '1'");

        assertThat(decide(changes, "1", before, null)).isEqualTo(CrashDecision.State.UNKNOWN);
    }

    private static CrashDecision.State decide(ChangesForTests changes, Fingerprint before, Fingerprint after) {
        return decide(changes, "2", before, after);
    }

    private static CrashDecision.State decide(
            ChangesForTests changes, String version, Fingerprint before, Fingerprint after) {
        return CrashDecision.decide(changes.target(), version, before, after, Cancellation.none())
                .state();
    }

    private static Fingerprint fingerprint(ChangesForTests changes) {
        return changes.target().fingerprint(SessionTag.cli("test"), Cancellation.none());
    }
}
