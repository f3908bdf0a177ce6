package com.fingood.runbook.migration;

import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.BackupType;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.backup.Verification;
import com.fingood.runbook.fixtures.PostgresServer;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.TargetCopy;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.TargetProperties.Rehearsing;
import com.fingood.runbook.target.Targets;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RehearsalSiteTest {

    private static final String SECRET = "secret-rehearsal";

    private final Backups backups = new Backups(null, RunEvents.nowhere(), Clock.systemUTC());
    private final TestDatabase database = TestDatabases.postgresql();

    @Test
    void production_must_say_where_and_h2_need_not() {
        Target silent = target(null);

        assertThatThrownBy(() -> RehearsalSite.of(silent)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("rehearsal-not-allowed");
            assertThat(refusal)
                    .hasMessageContaining("runbook.targets.ledger.rehearsal")
                    .hasMessageContaining("same-server")
                    .hasMessageContaining("url");
        });
        Target file = new Targets(Map.of("ledger", TestDatabases.h2().fresh("site"))).get("ledger");
        assertThat(RehearsalSite.of(file).isElsewhere()).isFalse();
    }

    @Test
    void the_targets_own_role_is_allowed_and_warned_of() {
        database.requireTools();
        Target target = target(Rehearsing.valueOf("same-server"));

        try (RehearsalClone clone = open(target)) {
            assertThat(clone.warnings())
                    .anyMatch(words -> words.contains("the target's own role")
                            && words.contains("runbook.targets.ledger.rehearsal"));
        }
    }

    @Test
    void a_role_of_its_own_rehearses_on_a_copy_that_it_owns_and_that_is_gone_afterwards() throws SQLException {
        database.requireTools();
        String role = role("LOGIN CREATEDB");
        Target target = target(new Rehearsing(true, null, role, SECRET, null));
        ChangesForTests changes = ChangesForTests.around(target)
                .change("1", "CREATE TABLE a (id int); INSERT INTO a VALUES (1), (2);", null)
                .change("2", "ALTER TABLE a ADD COLUMN b int;", "ALTER TABLE a DROP COLUMN b;");
        changes.migrate("1").orRefuse();
        String name;

        try (RehearsalClone clone = open(target)) {
            name = clone.target().dialect().databaseOf(clone.target().properties());
            assertThat(clone.target().properties().username()).isEqualTo(role);
            assertThat(clone.warnings()).anyMatch(words -> words.contains("may connect to the target itself"));
            RehearsalReport report = new Rehearsal(Clock.systemUTC())
                    .rehearse(
                            clone.target(),
                            changes.change("2"),
                            null,
                            ChangesForTests.TIMEOUTS,
                            Cancellation.none(),
                            Progress.silent());
            assertThat(report.passed()).as(report.failure()).isTrue();
        }
        assertThat(new ScratchDatabases(target.asRehearsing()).list()).doesNotContain(name);
        admin("DROP ROLE " + role);
    }

    @Test
    void another_server_may_be_named_by_its_url() throws SQLException {
        database.requireTools();
        String role = role("LOGIN CREATEDB");
        Target target = target(new Rehearsing(false, PostgresServer.shared().urlOf("postgres"), role, SECRET, null));

        try (RehearsalClone clone = open(target)) {
            assertThat(clone.target().properties().username()).isEqualTo(role);
        }
        admin("DROP ROLE " + role);
    }

    @Test
    void a_role_that_could_reach_further_is_refused_with_the_remedy() throws SQLException {
        database.requireTools();
        for (String power : new String[] {"SUPERUSER", "CREATEROLE"}) {
            String role = role("LOGIN CREATEDB " + power);
            Target target = target(new Rehearsing(true, null, role, SECRET, null));

            assertThatThrownBy(() -> open(target)).isInstanceOfSatisfying(Refusal.class, refusal -> {
                assertThat(refusal.code()).isEqualTo("rehearsal-role-too-strong");
                assertThat(refusal).hasMessageContaining("NO" + power);
            });
            admin("DROP ROLE " + role);
        }
    }

    private RehearsalClone open(Target target) {
        RehearsalSite site = RehearsalSite.of(target);
        Backup backup = backups.create(target, BackupType.SESSION, null, null, Cancellation.none(), Progress.silent());
        Verification verified = backups.verify(target, backup.id(), Cancellation.none(), Progress.silent());
        assertThat(verified.isVerified()).as(verified.reason()).isTrue();
        try {
            return site.open(
                    backups,
                    backup.id(),
                    verified.scratch(),
                    ScratchDatabases.newName(),
                    "test",
                    Cancellation.none(),
                    Progress.silent());
        } finally {
            new ScratchDatabases(target).drop(verified.scratch());
        }
    }

    private Target target(Rehearsing rehearsing) {
        TargetProperties p = database.fresh("site");
        TargetProperties with = TargetCopy.of(p).rehearsal(rehearsing).done();
        return new Targets(Map.of("ledger", with)).get("ledger");
    }

    private static String role(String attributes) throws SQLException {
        String name = "rehearsal_" + UUID.randomUUID().toString().substring(0, 8);
        admin("CREATE ROLE " + name + " " + attributes + " PASSWORD '" + SECRET + "'");
        return name;
    }

    private static void admin(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(PostgresServer.shared().adminUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
