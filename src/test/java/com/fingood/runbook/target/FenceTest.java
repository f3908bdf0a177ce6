package com.fingood.runbook.target;

import com.fingood.runbook.fixtures.Killed;
import com.fingood.runbook.fixtures.PostgresServer;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.FenceReport.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The application is a role of its own that writes into tables of the product's role. */
@Timeout(120)
class FenceTest {

    private static final String RUN = "ledger-2.1-0007";

    private final Fence fence = new Fence(Clock.systemUTC());
    private final String role = "app_" + UUID.randomUUID().toString().substring(0, 8);
    private Target target;
    private String database;

    @BeforeEach
    void an_application_writes() throws SQLException {
        TargetProperties fresh = TestDatabases.postgresql().fresh("fence");
        target = DialectTest.targetOf(with(fresh, new ApplicationLogin(role, "secret-app", null)));
        database = target.dialect().databaseOf(fresh);
        asAdmin(
                "CREATE ROLE " + role + " LOGIN PASSWORD 'secret-app'",
                "CREATE ROLE " + role + "_reader",
                "GRANT CONNECT ON DATABASE " + database + " TO " + role + "_reader WITH GRANT OPTION",
                "REVOKE TEMPORARY ON DATABASE " + database + " FROM PUBLIC");
        try (Connection owner = target.connect(SessionTag.cli("test"));
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE TABLE public.account (id int)");
            statement.execute("GRANT INSERT ON public.account TO " + role);
        }
    }

    @AfterEach
    void the_roles_go() throws SQLException {
        asAdmin("DROP OWNED BY " + role + ", " + role + "_reader", "DROP ROLE " + role + ", " + role + "_reader");
    }

    @Test
    void writers_are_ended_new_ones_refused_and_all_is_given_back() throws SQLException {
        List<String> before = acl();
        Fingerprint schema = target.schema(SessionTag.cli("test"));
        Connection writer = application();
        insert(writer);
        writer.setAutoCommit(false);
        insert(writer);

        FenceReport placed = place(target);

        assertThat(placed.holes()).isEmpty();
        assertThat(placed.isSafe()).isTrue();
        assertThat(placed.ended()).isEqualTo(1);
        assertThat(placed.words()).contains("ended 1 session(s)", "role " + role + " tried to come in and was refused");
        assertThatThrownBy(() -> insert(writer)).isInstanceOf(SQLException.class);
        assertThatThrownBy(this::application).hasMessageContaining("permission denied for database");
        assertThat(count()).as("what was not committed is gone").isEqualTo(1);
        assertThat(fence.state(target)).hasValueSatisfying(state -> {
            assertThat(state.run()).isEqualTo(RUN);
            assertThat(state.complete()).isTrue();
        });
        assertThat(target.schema(SessionTag.cli("test"))).isEqualTo(schema);

        assertThat(fence.lift(target, RUN).status()).isEqualTo(Status.LIFTED);

        assertThat(acl()).isEqualTo(before);
        assertThat(fence.state(target)).isEmpty();
        try (Connection again = application()) {
            insert(again);
        }
        assertThat(fence.lift(target, RUN).words()).containsExactly("no fence was there");
    }

    @Test
    void it_stands_however_long_it_takes_and_another_run_cannot_lift_it() throws SQLException {
        Fence earlier = new Fence(Clock.fixed(Instant.parse("2026-11-01T00:00:00Z"), ZoneOffset.UTC));
        earlier.place(target, RUN, Duration.ofHours(1), Cancellation.none());

        assertThat(fence.state(target).orElseThrow().overdue(Instant.now())).isTrue();
        assertThatThrownBy(this::application).hasMessageContaining("permission denied for database");
        assertThatThrownBy(() -> fence.lift(target, "ledger-2.1-0008"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("fence-held"));
        assertThatThrownBy(() -> fence.place(target, "ledger-2.1-0008", Duration.ofHours(1), Cancellation.none()))
                .hasMessageContaining("fenced by " + RUN);
        assertThat(place(target).isSafe()).isTrue();
        assertThat(fence.state(target).orElseThrow().overdue(Instant.now())).isFalse();
        fence.lift(target, RUN);
    }

    @Test
    void who_can_write_all_the_same_keeps_it_from_being_called_safe() throws SQLException {
        asAdmin("ALTER TABLE public.account OWNER TO " + role);
        assertThat(place(target).holes()).anyMatch(hole -> hole.contains(role + " owns tables"));
        fence.lift(target, RUN);

        asAdmin("GRANT " + PostgresServer.OWNER + " TO " + role);
        FenceReport member = place(target);
        assertThat(member.isSafe()).isFalse();
        assertThat(member.holes())
                .anyMatch(hole -> hole.contains(role + " has the rights of the database's owner"))
                .anyMatch(hole -> hole.contains(role + " came in all the same"));
        fence.lift(target, RUN);

        asAdmin("REVOKE " + PostgresServer.OWNER + " FROM " + role, "ALTER ROLE " + role + " SUPERUSER");
        Connection superuser = application();
        FenceReport powerful = place(target);
        asAdmin("ALTER ROLE " + role + " NOSUPERUSER");
        assertThat(powerful.isSafe()).isFalse();
        assertThat(powerful.holes())
                .anyMatch(hole -> hole.contains("superuser, whom no fence keeps out"))
                .anyMatch(hole -> hole.contains("session(s) of " + role + ", a superuser"));
        superuser.close();
        fence.lift(target, RUN);
    }

    @Test
    void what_the_probe_cannot_tell_is_not_safe_and_without_a_login_sessions_are_counted() {
        Target wrong = DialectTest.targetOf(with(target.properties(), new ApplicationLogin(role, "wrong", null)));
        assertThat(place(wrong).holes()).singleElement().asString().contains("is not known");
        fence.lift(target, RUN);

        Target unsaid = DialectTest.targetOf(with(target.properties(), null));
        assertThat(place(unsaid).words()).anyMatch(words -> words.contains("no login of the application"));
        fence.lift(target, RUN);
    }

    @Test
    void a_role_that_may_not_end_sessions_places_nothing() throws SQLException {
        asAdmin(
                "CREATE ROLE " + role + "_owner LOGIN PASSWORD 'secret-app'",
                "ALTER DATABASE " + database + " OWNER TO " + role + "_owner",
                "GRANT CREATE ON SCHEMA public TO " + role + "_owner");
        Target weak = DialectTest.targetOf(as(target.properties(), role + "_owner"));
        List<String> before = acl();
        try (Connection writer = application()) {
            assertThatThrownBy(() -> place(weak)).hasMessageContaining("GRANT pg_signal_backend TO");
            assertThatThrownBy(() -> place(target)).hasMessageContaining("OWNER TO");
            insert(writer);
        }
        assertThat(acl()).isEqualTo(before);
        assertThat(fence.state(weak)).isEmpty();
        asAdmin(
                "ALTER DATABASE " + database + " OWNER TO " + PostgresServer.OWNER,
                "DROP OWNED BY " + role + "_owner",
                "DROP ROLE " + role + "_owner");
    }

    @Test
    void killed_anywhere_it_is_placed_again_or_lifted() throws Exception {
        List<String> before = acl();
        boolean killed = true;
        for (int statement = 1; killed; statement++) {
            killed = Killed.before(statement, target, this::place);
            fence.lift(target, RUN);
            assertThat(acl()).as("lifted after statement " + statement).isEqualTo(before);

            Killed.before(statement, target, this::place);
            assertThat(place(target).isSafe())
                    .as("placed again after " + statement)
                    .isTrue();
            assertThatThrownBy(this::application).hasMessageContaining("permission denied for database");

            Killed.before(statement, target, process -> fence.lift(process, RUN));
            fence.lift(target, RUN);
            assertThat(acl()).as("lifted again after " + statement).isEqualTo(before);
            application().close();
        }
    }

    @Test
    void a_copy_of_a_fenced_database_is_not_fenced() throws SQLException {
        place(target);
        Conditions.await(() -> asked("SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database + "'") == 0);
        Target copy = DialectTest.targetOf(TestDatabases.postgresql().copyOf(target.properties(), "fencecopy"));

        assertThat(fence.state(copy)).isEmpty();
        try (Connection owner = copy.connect(SessionTag.cli("test"));
                Statement statement = owner.createStatement()) {
            statement.execute("REVOKE ALL ON public.account FROM " + role);
        }
        fence.lift(target, RUN);
    }

    @Test
    void on_h2_it_is_not_applicable_in_words() {
        Target h2 = DialectTest.targetOf(TestDatabases.h2().fresh("fence"));

        FenceReport report = place(h2);

        assertThat(report.status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(report.isSafe()).isFalse();
        assertThat(report.words()).singleElement().asString().contains("not applicable", "Stop the application");
        assertThat(fence.state(h2)).isEmpty();
    }

    /** From another database. */
    private static long asked(String sql) throws SQLException {
        try (Connection admin =
                        DriverManager.getConnection(PostgresServer.shared().adminUrl());
                Statement statement = admin.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private FenceReport place(Target where) {
        return fence.place(where, RUN, Duration.ofHours(1), Cancellation.none());
    }

    private Connection application() throws SQLException {
        return DriverManager.getConnection(target.properties().url(), role, "secret-app");
    }

    private static void insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO public.account VALUES (1)");
        }
    }

    private long count() throws SQLException {
        try (Connection owner = target.connect(SessionTag.cli("test"));
                Statement statement = owner.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM public.account")) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<String> acl() throws SQLException {
        try (Connection owner = target.connect(SessionTag.cli("test"))) {
            return new ArrayList<>(DatabaseAcl.lines(owner));
        }
    }

    private void asAdmin(String... statements) throws SQLException {
        String url = PostgresUrl.inDatabase(PostgresServer.shared().adminUrl(), database);
        try (Connection admin = DriverManager.getConnection(url);
                Statement statement = admin.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        // A superuser's session that lingers is somebody whom no fence keeps out.
        Conditions.await(() -> asked("SELECT count(*) FROM pg_stat_activity a JOIN pg_roles r ON r.oid = a.usesysid"
                        + " WHERE a.datname = '" + database + "' AND r.rolsuper AND r.rolname <> '" + role + "'")
                == 0);
    }

    private static TargetProperties with(TargetProperties p, ApplicationLogin application) {
        return TargetCopy.of(p).application(application).done();
    }

    private static TargetProperties as(TargetProperties p, String username) {
        return TargetCopy.of(p).login(username, "secret-app").application(null).done();
    }
}
