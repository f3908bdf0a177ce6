package com.fingood.runbook.migration;

import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What the rules say of statements that really ran; the role of the tests owns its database and is no superuser. */
class MeasuredRehearsalTest {

    private ChangesForTests changes;

    @BeforeEach
    void accountsAndOwners() {
        changes = ChangesForTests.on(TestDatabases.postgresql())
                .change(
                        "1",
                        "CREATE TABLE owners (id int PRIMARY KEY);"
                                + " CREATE TABLE accounts (id int PRIMARY KEY, owner int, balance numeric(12,2), at timestamp, note text);"
                                + " INSERT INTO owners SELECT generate_series(1, 1000);"
                                + " INSERT INTO accounts SELECT n, n % 1000 + 1, n, now(), repeat('x', 200)"
                                + " FROM generate_series(1, 60000) n;",
                        null);
        changes.migrate("1").orRefuse();
    }

    @Test
    void locks_scans_and_rewrites_become_findings_of_their_rules() {
        RehearsalReport report = rehearse(
                """
                CREATE INDEX accounts_owner ON accounts (owner);
                ALTER TABLE accounts ADD CONSTRAINT positive CHECK (balance > 0);
                ALTER TABLE accounts ADD CONSTRAINT owned FOREIGN KEY (owner) REFERENCES owners (id);
                ALTER TABLE accounts ALTER COLUMN note SET NOT NULL;
                ALTER TABLE accounts ADD CONSTRAINT once UNIQUE (id, owner);
                ALTER TABLE accounts ADD COLUMN seen timestamptz DEFAULT clock_timestamp();
                CREATE TABLE cards (account int REFERENCES accounts (id), card_number text);
                """,
                null);

        assertThat(rules(report))
                .contains("LK1", "LK4", "LK5", "LK6", "LK7", "LK3", "RW1", "RW2", "LK14", "ST1", "SC2", "DL5");
        Finding index = finding(report, "LK1");
        assertThat(index.line()).isEqualTo(1);
        assertThat(index.lock()).isEqualTo("SHARE");
        assertThat(index.table()).isEqualTo("accounts");
        assertThat(index.severity()).isEqualTo(Severity.HIGH);
        assertThat(index.millis()).isNotNull();
        assertThat(finding(report, "RW1").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(finding(report, "RW1").line()).isEqualTo(6);
        assertThat(report.statements().get(5).walBytes()).isGreaterThan(1_000_000L);
    }

    @Test
    void a_small_or_a_new_table_is_no_danger() {
        RehearsalReport report = rehearse(
                "CREATE INDEX owners_id ON owners (id); CREATE TABLE b (id int); CREATE INDEX b_id ON b (id);",
                "DROP TABLE b; DROP INDEX owners_id;");

        assertThat(report.findings()).allMatch(finding -> finding.severity() == Severity.INFO);
        assertThat(rules(report)).containsOnlyOnce("LK1");
    }

    @Test
    void lost_and_narrowed_data_are_critical() {
        RehearsalReport report = rehearse(
                "ALTER TABLE accounts ALTER COLUMN balance TYPE numeric(8,1); ALTER TABLE accounts DROP COLUMN note;"
                        + " TRUNCATE owners;",
                null);

        assertThat(finding(report, "DL3").condition()).contains("numeric(12,2)", "numeric(8,1)");
        assertThat(finding(report, "DL3").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("DL1"))
                .extracting(Finding::table)
                .containsExactlyInAnyOrder("accounts", "owners");
        assertThat(rules(report)).contains("RW3", "BC2", "DL5");
    }

    @Test
    void a_constraint_that_the_rows_violate_is_named_with_their_number_and_without_their_values() {
        fails("ALTER TABLE accounts ADD CONSTRAINT small CHECK (balance < 59001);", "small", "1000 row(s)");
        fails("ALTER TABLE accounts ADD CONSTRAINT one_each UNIQUE (owner);", "one_each", "60000 row(s)");
        fails(
                "UPDATE accounts SET note = NULL WHERE id < 8; ALTER TABLE accounts ALTER COLUMN note SET NOT NULL;",
                "note",
                "7 row(s)");
        fails(
                "DELETE FROM owners WHERE id = 7; ALTER TABLE accounts ADD CONSTRAINT owned FOREIGN KEY (owner) REFERENCES owners;",
                "owned",
                "60 row(s)");
    }

    private void fails(String script, String constraint, String rows) {
        RehearsalReport report = rehearse(script, null);

        assertThat(report.changeFailed()).isTrue();
        assertThat(finding(report, "BC3").condition())
                .contains(constraint, rows)
                .doesNotContain("59001");
        assertThat(finding(report, "BC3").severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void concurrently_is_watched_from_another_session_and_an_invalid_index_fails() {
        RehearsalReport good =
                rehearse("CREATE INDEX CONCURRENTLY a_note ON accounts (note, id);", "DROP INDEX CONCURRENTLY a_note;");

        assertThat(good.passed()).as(good.failure()).isTrue();
        assertThat(good.statements().get(0).locks())
                .contains(new StatementReport.TableLock("accounts", "ShareUpdateExclusiveLock"));
        assertThat(rules(good)).doesNotContain("LK1", "LK2");

        changes = ChangesForTests.on(TestDatabases.postgresql());
        accountsAndOwners();
        RehearsalReport bad =
                rehearse("CREATE UNIQUE INDEX CONCURRENTLY once ON accounts (owner);", "DROP INDEX once;");
        assertThat(bad.passed()).isFalse();
        assertThat(finding(bad, "BC3").condition()).contains("once", "60000 row(s)");
    }

    @Test
    void a_script_runs_under_the_databases_own_time_zone() {
        String database = changes.query("SELECT current_database()").get(0);
        changes.execute("ALTER DATABASE " + database + " SET timezone = 'Europe/Paris'");

        RehearsalReport report = rehearse("ALTER TABLE accounts ALTER COLUMN at TYPE timestamptz;", null);

        assertThat(report.statements().get(0).rewrites()).contains("accounts");
        assertThat(rules(report)).contains("RW3");
        changes.execute("ALTER DATABASE " + database + " RESET timezone");
    }

    @Test
    void the_same_change_writes_nothing_anew_where_no_time_zone_is_set() {
        RehearsalReport report = rehearse("ALTER TABLE accounts ALTER COLUMN at TYPE timestamptz;", null);

        assertThat(report.statements().get(0).rewrites()).doesNotContain("accounts");
    }

    @Test
    void what_is_done_inside_a_block_is_measured_like_everything_else() {
        RehearsalReport report =
                rehearse("DO $$ BEGIN EXECUTE 'ALTER TABLE accounts ALTER COLUMN id TYPE bigint'; END $$;", null);

        assertThat(rules(report)).contains("RW1", "RW3");
    }

    @Test
    void ten_thousand_statements_are_rehearsed_in_bounded_time() {
        String script = java.util.stream.IntStream.range(0, 10_000)
                .mapToObj(n -> "INSERT INTO owners VALUES (" + (n + 5000) + ");")
                .collect(java.util.stream.Collectors.joining("\n"));

        RehearsalReport report = rehearse(script, "DELETE FROM owners WHERE id >= 5000;");

        assertThat(report.passed()).as(report.failure()).isTrue();
        assertThat(report.statements()).hasSize(10_000);
        System.out.println("TRACE 10000: up " + report.upMillis() + " ms, " + report.warnings());
    }

    private RehearsalReport rehearse(String up, String down) {
        return changes.change("2", up, down).rehearse("2");
    }

    private static List<String> rules(RehearsalReport report) {
        return report.findings().stream().map(Finding::rule).toList();
    }

    private static Finding finding(RehearsalReport report, String rule) {
        return report.findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError(rule + " is not among " + report.findings()));
    }
}
