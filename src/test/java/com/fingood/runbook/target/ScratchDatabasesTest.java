package com.fingood.runbook.target;

import com.fingood.runbook.fixtures.PostgresServer;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ScratchDatabasesTest {

    private static final Instant LONG_AGO = Instant.parse("2001-01-01T00:00:00Z");

    @ParameterizedTest
    @MethodSource(DialectTest.ALL)
    void a_clone_holds_what_its_template_held_and_both_can_be_dropped(TestDatabase database) throws SQLException {
        ScratchDatabases scratch = scratchOf(database);
        String template = ScratchDatabases.newName();
        String clone = ScratchDatabases.newName();
        fill(scratch.createEmpty(template, "ledger-2.1-0007"));

        Target copy = scratch.cloneFrom(template, clone, "ledger-2.1-0007");

        assertThat(rowsIn(copy)).isEqualTo(3);
        assertThat(scratch.list()).contains(template, clone);
        scratch.drop(clone);
        scratch.drop(template);
        scratch.drop(template);
        assertThat(scratch.list()).doesNotContain(template, clone);
    }

    @ParameterizedTest
    @MethodSource(DialectTest.ALL)
    void a_clone_replaces_what_a_crash_left_with_its_sessions(TestDatabase database) throws SQLException {
        ScratchDatabases scratch = scratchOf(database);
        String template = ScratchDatabases.newName();
        String clone = ScratchDatabases.newName();
        fill(scratch.createEmpty(template, "run"));
        Target left = scratch.cloneFrom(template, clone, "run");
        try (Connection open = left.connect(SessionTag.cli("left"))) {
            DialectTest.execute(open, "DELETE FROM t");

            assertThat(rowsIn(scratch.cloneFrom(template, clone, "run"))).isEqualTo(3);
        } finally {
            scratch.drop(clone);
            scratch.drop(template);
        }
    }

    @ParameterizedTest
    @MethodSource(DialectTest.ALL)
    void only_expired_ones_that_nobody_uses_are_dropped(TestDatabase database) throws SQLException {
        Target target = DialectTest.targetOf(database.fresh("expiry"));
        ScratchDatabases then = new ScratchDatabases(target, Clock.fixed(LONG_AGO, ZoneOffset.UTC));
        ScratchDatabases now = new ScratchDatabases(target, Clock.systemUTC());
        String used = ScratchDatabases.newName();
        String old = ScratchDatabases.newName();
        String young = ScratchDatabases.newName();
        then.createEmpty(old, "ledger-2.1-0007");
        now.createEmpty(young, "ledger-2.1-0008");
        try (Connection open = then.createEmpty(used, "used").connect(SessionTag.cli("use"))) {
            // Long enough that it never meets the scratch databases of other tests on the same server.
            assertThat(now.dropExpired(Duration.ofDays(7000)))
                    .extracting(ScratchDatabase::name, ScratchDatabase::label, ScratchDatabase::created)
                    .contains(org.assertj.core.groups.Tuple.tuple(old, "ledger-2.1-0007", LONG_AGO))
                    .noneMatch(tuple ->
                            tuple.toList().contains(used) || tuple.toList().contains(young));
            assertThat(open.isValid(5)).isTrue();
        }
        now.drop(young);
        now.drop(used);
    }

    /** A crash between making a database and noting whose it is. */
    @Test
    void one_that_nobody_noted_gets_a_note_and_expires_like_others() throws SQLException {
        Target target = DialectTest.targetOf(TestDatabases.postgresql().fresh("unnoted"));
        ScratchDatabases then = new ScratchDatabases(target, Clock.fixed(LONG_AGO, ZoneOffset.UTC));
        ScratchDatabases now = new ScratchDatabases(target, Clock.systemUTC());
        String name = ScratchDatabases.newName();
        try (Connection connection = target.connect(SessionTag.cli("crash"))) {
            DialectTest.execute(connection, "CREATE DATABASE " + name);
        }

        assertThat(then.dropExpired(Duration.ofDays(7000))).isEmpty();
        assertThat(now.all()).extracting(ScratchDatabase::name).contains(name);
        assertThat(now.dropExpired(Duration.ofDays(7000)))
                .extracting(ScratchDatabase::name)
                .contains(name);
    }

    @ParameterizedTest
    @MethodSource(DialectTest.ALL)
    void a_name_that_we_do_not_make_is_never_touched(TestDatabase database) {
        ScratchDatabases scratch = scratchOf(database);

        for (String name : new String[] {"postgres", "rb_scratch_", "rb_scratch_../x", "rb_scratch_A", ""}) {
            assertThatThrownBy(() -> scratch.drop(name)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void another_roles_database_is_not_dropped_whatever_its_name() throws SQLException {
        String name = ScratchDatabases.newName();
        try (Connection admin =
                DriverManager.getConnection(PostgresServer.shared().adminUrl())) {
            DialectTest.execute(admin, "CREATE DATABASE " + name);
            ScratchDatabases scratch = scratchOf(TestDatabases.postgresql());

            Refusal refusal = catchThrowableOfType(Refusal.class, () -> scratch.drop(name));

            assertThat(refusal.code()).isEqualTo("not-our-scratch");
            assertThat(scratch.list()).doesNotContain(name);
            DialectTest.execute(admin, "DROP DATABASE " + name);
        }
    }

    @Test
    void nobody_else_may_connect_to_a_scratch_database() throws SQLException {
        ScratchDatabases scratch = scratchOf(TestDatabases.postgresql());
        String name = ScratchDatabases.newName();
        scratch.createEmpty(name, "run");
        try (Connection admin =
                        DriverManager.getConnection(PostgresServer.shared().adminUrl());
                Statement statement = admin.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT has_database_privilege('pg_monitor', '" + name + "', 'CONNECT')")) {
            row.next();
            assertThat(row.getBoolean(1)).isFalse();
        } finally {
            scratch.drop(name);
        }
    }

    private static ScratchDatabases scratchOf(TestDatabase database) {
        return new ScratchDatabases(DialectTest.targetOf(database.fresh("scratch")));
    }

    private static void fill(Target target) throws SQLException {
        try (Connection connection = target.connect(SessionTag.cli("fill"))) {
            DialectTest.execute(connection, "CREATE TABLE t (id INT)");
            DialectTest.execute(connection, "INSERT INTO t VALUES (1), (2), (3)");
        }
    }

    private static int rowsIn(Target target) throws SQLException {
        try (Connection connection = target.connect(SessionTag.cli("count"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM t")) {
            row.next();
            return row.getInt(1);
        }
    }
}
