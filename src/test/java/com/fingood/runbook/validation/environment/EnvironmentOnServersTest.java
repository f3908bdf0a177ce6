package com.fingood.runbook.validation.environment;

import com.fingood.runbook.fixtures.PostgresPair;
import com.fingood.runbook.fixtures.WebForTests;
import com.fingood.runbook.target.Percent;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.validation.Outcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import static com.fingood.runbook.validation.environment.EnvironmentCheck.CONNECTIONS;
import static com.fingood.runbook.validation.environment.EnvironmentCheck.DATABASE_HEALTH;
import static com.fingood.runbook.validation.environment.EnvironmentCheck.REPLICATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The checks of a server, each seen passing, failing and unknown by really causing it, on a primary with a standby. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnvironmentOnServersTest {

    /** Long enough for a loaded machine; nothing waits as long when all is well. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final Duration SHORT = Duration.ofMillis(300);

    private static PostgresPair pair;

    private String database;

    @BeforeAll
    static void start() {
        pair = PostgresPair.start();
    }

    @AfterAll
    static void stop() {
        if (pair != null) {
            pair.close();
        }
    }

    @BeforeEach
    void fresh() throws SQLException {
        database = "t_" + UUID.randomUUID().toString().substring(0, 8);
        admin("CREATE DATABASE " + database + " OWNER " + PostgresPair.ROLE);
    }

    @Test
    void everything_around_a_well_kept_target_passes() {
        try (WebForTests web = new WebForTests()) {
            String well = web.answering("/well", 200, "well");
            String alerts = web.answering("/alerts", 200, "{\"status\":\"success\",\"data\":{\"alerts\":[]}}");
            String rules = web.answering(
                    "/rules",
                    200,
                    "{\"status\":\"success\",\"data\":{\"groups\":[{\"rules\":[{\"type\":\"alerting\",\"name\":\"Down\",\"labels\":{\"target\":\"ledger\"}}]}]}}");

            EnvironmentResult all = subject()
                    .limits(new Percent(1), null, LONG, null, null, null)
                    .disk(Path.of("/"), null, null)
                    .probes(well, alerts, rules, well, well)
                    .verified(Instant.now())
                    .all();

            for (EnvironmentCheck check : EnvironmentCheck.values()) {
                assertThat(all.verdict(check)).as(all.of(check).toString()).isEqualTo(Outcome.PASSED);
            }
        }
    }

    @Test
    void an_index_that_could_not_be_built_is_named() throws SQLException {
        try (Connection owner = owner()) {
            PostgresPair.execute(owner, "CREATE TABLE t (id int)", "INSERT INTO t VALUES (1), (1)");
            assertThatThrownBy(() -> PostgresPair.execute(owner, "CREATE UNIQUE INDEX CONCURRENTLY t_id ON t (id)"))
                    .isInstanceOf(SQLException.class);

            CheckedPoint found = subject().point(DATABASE_HEALTH, "invalid-indexes");

            assertThat(found.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(found.evidence()).containsExactly("t_id on t");

            PostgresPair.execute(owner, "DROP INDEX t_id");
            assertOutcome(Outcome.PASSED, subject().point(DATABASE_HEALTH, "invalid-indexes"));
        }
    }

    @Test
    void a_transaction_that_stays_open_is_shown_without_what_it_executes() throws SQLException {
        try (Connection owner = owner()) {
            owner.setAutoCommit(false);
            PostgresPair.execute(owner, "SET application_name = 'payroll'", "SELECT 'secret' AS value");

            CheckedPoint found =
                    awaited(Outcome.FAILED, subject().transactionLimit(SHORT), DATABASE_HEALTH, "long-transactions");

            assertThat(found.evidence()).singleElement().asString().contains("payroll", "idle in transaction");
            assertThat(found.toString()).doesNotContain("secret");
            owner.rollback();
            assertOutcome(
                    Outcome.PASSED, subject().transactionLimit(SHORT).point(DATABASE_HEALTH, "long-transactions"));
        }
    }

    @Test
    void sessions_that_our_role_may_not_look_into_are_unknown_until_it_may() throws SQLException {
        try (Connection other = admin()) {
            String role = role("blind");
            admin("ALTER DATABASE " + database + " OWNER TO " + role);
            Subject blind = Subject.at(pair.primaryUrl(database), role, PostgresPair.PASSWORD);
            PostgresPair.execute(other, "SELECT 1");

            CheckedPoint hidden = blind.point(DATABASE_HEALTH, "long-transactions");
            assertOutcome(Outcome.UNKNOWN, hidden);
            assertOutcome(Outcome.UNKNOWN, blind.point(DATABASE_HEALTH, "blocked-sessions"));
            assertOutcome(Outcome.UNKNOWN, blind.point(REPLICATION, "standbys"));

            admin(hidden.next());
            assertOutcome(Outcome.PASSED, blind.point(DATABASE_HEALTH, "long-transactions"));
            assertOutcome(Outcome.PASSED, blind.lagLimit(LONG).point(REPLICATION, "standbys"));
        }
    }

    @Test
    void a_session_that_waits_for_a_lock_is_found() throws Exception {
        try (Connection holder = owner();
                Connection waiter = owner()) {
            PostgresPair.execute(holder, "CREATE TABLE t (id int)");
            holder.setAutoCommit(false);
            PostgresPair.execute(holder, "LOCK TABLE t");
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> {
                try {
                    PostgresPair.execute(waiter, "SET application_name = 'waiter'", "SELECT * FROM t");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });

            CheckedPoint found =
                    awaited(Outcome.FAILED, subject().transactionLimit(SHORT), DATABASE_HEALTH, "blocked-sessions");

            assertThat(found.evidence()).singleElement().asString().contains("waiter");
            holder.rollback();
            waiting.get();
        }
    }

    @Test
    void a_prepared_transaction_that_nobody_ends_is_found() throws SQLException {
        try (Connection owner = owner()) {
            PostgresPair.execute(owner, "BEGIN; CREATE TABLE t (id int); PREPARE TRANSACTION 'left-" + database + "'");
            CheckedPoint found = subject().point(DATABASE_HEALTH, "prepared-transactions");
            PostgresPair.execute(owner, "ROLLBACK PREPARED 'left-" + database + "'");

            assertOutcome(Outcome.FAILED, found);
            assertThat(found.evidence()).singleElement().asString().contains("left-" + database);
        }
    }

    @Test
    void a_large_table_of_dead_rows_fails_until_it_is_vacuumed() throws SQLException {
        // A session tells its counts at its end at the latest.
        try (Connection owner = owner()) {
            PostgresPair.execute(
                    owner,
                    "CREATE TABLE t WITH (autovacuum_enabled = false) AS SELECT generate_series(1, 20000) AS id",
                    "DELETE FROM t WHERE id % 4 > 0");
        }

        CheckedPoint found = awaited(Outcome.FAILED, subject(), DATABASE_HEALTH, "dead-tuples");

        assertThat(found.evidence()).singleElement().asString().startsWith("t: 15000 dead of 20000 rows");
        try (Connection owner = owner()) {
            PostgresPair.execute(owner, "VACUUM t");
        }
        awaited(Outcome.PASSED, subject(), DATABASE_HEALTH, "dead-tuples");
    }

    @Test
    void lost_statistics_make_dead_rows_unknown() throws SQLException {
        try (Connection owner = owner();
                Connection admin = pair.onPrimary(database)) {
            PostgresPair.execute(
                    owner,
                    "CREATE TABLE t WITH (autovacuum_enabled = false) AS SELECT generate_series(1, 20000) AS id",
                    "ANALYZE t");
            PostgresPair.execute(admin, "SELECT pg_stat_reset()");

            awaited(Outcome.UNKNOWN, subject(), DATABASE_HEALTH, "dead-tuples");
        }
    }

    @Test
    void transaction_ids_are_held_against_their_limit() {
        Subject strict = subject().limits(null, null, null, null, null, new Percent(0));

        assertOutcome(Outcome.FAILED, strict.point(DATABASE_HEALTH, "wraparound"));
    }

    @Test
    void a_database_that_only_reads_by_default_takes_no_migration() throws SQLException {
        admin("ALTER DATABASE " + database + " SET default_transaction_read_only = on");

        assertOutcome(Outcome.FAILED, subject().point(DATABASE_HEALTH, "accepts-writes"));
    }

    @Test
    void the_limit_of_a_database_counts_when_it_is_reached_first() throws Exception {
        admin("ALTER DATABASE " + database + " CONNECTION LIMIT 3");
        try (Connection one = owner();
                Connection two = owner()) {
            CheckedPoint found = subject().point(CONNECTIONS, "in-use");

            assertOutcome(Outcome.FAILED, found);
            assertThat(found.observed()).contains("database " + database + ": 3 of 3");
        }
        awaited(Outcome.PASSED, subject(), CONNECTIONS, "in-use");
    }

    @Test
    void the_limit_of_a_role_counts_when_it_is_reached_first() throws SQLException {
        String role = role("few");
        admin("ALTER ROLE " + role + " CONNECTION LIMIT 2");
        Subject few = Subject.at(pair.primaryUrl(database), role, PostgresPair.PASSWORD);
        try (Connection one = DriverManager.getConnection(pair.primaryUrl(database), role, PostgresPair.PASSWORD)) {
            assertThat(few.point(CONNECTIONS, "in-use").observed()).contains("role " + role + ": 2 of 2");
            assertThat(subject().point(CONNECTIONS, "in-use").evidence())
                    .as("another role's limit counts where it has sessions here")
                    .anyMatch(limit -> limit.startsWith("role " + role));
            try (Connection two = DriverManager.getConnection(pair.primaryUrl(database), role, PostgresPair.PASSWORD)) {
                CheckedPoint full = few.point(CONNECTIONS, "in-use");

                assertOutcome(Outcome.FAILED, full);
                assertThat(full.observed()).startsWith("No further connection is let in");
            }
        }
    }

    @Test
    void without_a_limit_of_its_own_the_servers_counts_less_what_is_reserved() {
        assertThat(subject().point(CONNECTIONS, "in-use").observed()).contains("max_connections 40 less 3", " of 37");
        assertOutcome(Outcome.FAILED, subject().connectionLimit(1).point(CONNECTIONS, "in-use"));
    }

    @Test
    void a_server_that_is_away_leaves_connections_and_replication_unknown() {
        Subject away = Subject.at("jdbc:postgresql://127.0.0.1:1/away", PostgresPair.ROLE, PostgresPair.PASSWORD);

        assertThat(away.check(CONNECTIONS).verdict()).isEqualTo(Outcome.UNKNOWN);
        assertThat(away.check(REPLICATION).verdict()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void a_standby_whose_replay_is_paused_is_behind_until_it_goes_on() throws SQLException {
        assertOutcome(Outcome.PASSED, subject().lagLimit(LONG).point(REPLICATION, "standbys"));
        try (Connection standby = pair.onStandby()) {
            PostgresPair.execute(standby, "SELECT pg_wal_replay_pause()");
            awaitTrue(standby, "SELECT pg_get_wal_replay_pause_state() = 'paused'");
            write();

            CheckedPoint behind = subject().lagLimit(SHORT).point(REPLICATION, "standbys");
            PostgresPair.execute(standby, "SELECT pg_wal_replay_resume()");

            assertOutcome(Outcome.FAILED, behind);
            assertThat(behind.evidence()).singleElement().asString().contains("behind");
            assertOutcome(Outcome.PASSED, subject().lagLimit(LONG).point(REPLICATION, "standbys"));
        }
    }

    @Test
    void a_standby_is_no_target() {
        Subject standby = Subject.at(pair.standbyUrl("postgres"), PostgresPair.ROLE, PostgresPair.PASSWORD);

        assertOutcome(Outcome.FAILED, standby.point(REPLICATION, "primary"));
        assertOutcome(Outcome.FAILED, standby.point(DATABASE_HEALTH, "accepts-writes"));
    }

    @Test
    void a_synchronous_standby_that_is_not_there_is_missed() throws SQLException {
        try (Connection admin = admin()) {
            PostgresPair.execute(
                    admin, "ALTER SYSTEM SET synchronous_standby_names = 'FIRST 2 (*)'", "SELECT pg_reload_conf()");
            try {
                CheckedPoint missing = awaited(Outcome.FAILED, subject(), REPLICATION, "synchronous");
                assertThat(missing.observed()).contains("2 synchronous standbys", "1 is connected");
            } finally {
                PostgresPair.execute(
                        admin, "ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()");
            }
            awaited(Outcome.PASSED, subject(), REPLICATION, "synchronous");
            PostgresPair.execute(admin, "ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
            awaited(Outcome.NOT_APPLICABLE, subject(), REPLICATION, "synchronous");
        }
    }

    @Test
    void an_archive_that_takes_nothing_is_found() throws SQLException {
        try (Connection admin = admin()) {
            PostgresPair.execute(admin, "ALTER SYSTEM SET archive_command = 'false'", "SELECT pg_reload_conf()");
            try {
                write();
                PostgresPair.execute(admin, "SELECT pg_switch_wal()");
                awaited(Outcome.FAILED, subject(), REPLICATION, "archiver");
            } finally {
                PostgresPair.execute(admin, "ALTER SYSTEM SET archive_command = 'true'", "SELECT pg_reload_conf()");
            }
            write();
            PostgresPair.execute(admin, "SELECT pg_switch_wal()");
            awaited(Outcome.PASSED, subject(), REPLICATION, "archiver");
        }
    }

    @Test
    void rights_are_a_check_too_and_a_maintenance_database_must_let_us_in() throws SQLException {
        assertThat(privileges().verdict()).as(privileges().toString()).isEqualTo(Outcome.PASSED);
        admin("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC");
        try {
            CheckedPoint found =
                    privileges().point("privileges.maintenance-database").orElseThrow();

            assertOutcome(Outcome.FAILED, found);
            admin(found.next());
            assertThat(privileges().verdict()).isEqualTo(Outcome.PASSED);
        } finally {
            admin("GRANT CONNECT ON DATABASE postgres, template1 TO PUBLIC");
        }
    }

    private EnvironmentResult privileges() {
        return new PrivilegeCheck(Clock.systemUTC()).check(subject().target(), SessionTag.cli("privileges"));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void a_standby_that_is_gone_is_missed_by_its_slot() throws Exception {
        assertOutcome(Outcome.PASSED, subject().point(REPLICATION, "slots"));

        pair.stopStandby();

        CheckedPoint missed = awaited(Outcome.FAILED, subject(), REPLICATION, "slots");
        assertThat(missed.evidence()).singleElement().asString().startsWith(PostgresPair.SLOT + ": nobody uses it");
        awaited(Outcome.NOT_APPLICABLE, subject(), REPLICATION, "standbys");
        admin("SELECT pg_drop_replication_slot('" + PostgresPair.SLOT + "')");
        assertOutcome(Outcome.PASSED, subject().point(REPLICATION, "primary"));
        assertThat(subject().check(REPLICATION).verdict()).isEqualTo(Outcome.PASSED);
    }

    private Subject subject() {
        return Subject.at(pair.primaryUrl(database), PostgresPair.ROLE, PostgresPair.PASSWORD);
    }

    private Connection owner() throws SQLException {
        return DriverManager.getConnection(pair.primaryUrl(database), PostgresPair.ROLE, PostgresPair.PASSWORD);
    }

    private Connection admin() throws SQLException {
        return pair.onPrimary(database);
    }

    private static void admin(String sql) throws SQLException {
        try (Connection admin = pair.onPrimary("postgres")) {
            PostgresPair.execute(admin, sql);
        }
    }

    private static String role(String hint) throws SQLException {
        String role = hint + "_" + UUID.randomUUID().toString().substring(0, 8);
        admin("CREATE ROLE " + role + " LOGIN PASSWORD '" + PostgresPair.PASSWORD + "'");
        return role;
    }

    private void write() throws SQLException {
        try (Connection owner = owner()) {
            PostgresPair.execute(
                    owner, "CREATE TABLE IF NOT EXISTS w (id int)", "INSERT INTO w SELECT generate_series(1, 5000)");
        }
    }

    private static void assertOutcome(Outcome wanted, CheckedPoint point) {
        assertThat(point.outcome()).as(point.toString()).isEqualTo(wanted);
    }

    /** Statistics, settings and ended sessions show a moment later. */
    private static CheckedPoint awaited(Outcome wanted, Subject subject, EnvironmentCheck check, String point) {
        long end = System.nanoTime() + LONG.toNanos();
        CheckedPoint found = subject.point(check, point);
        while (found.outcome() != wanted && System.nanoTime() < end) {
            Thread.onSpinWait();
            found = subject.point(check, point);
        }
        assertOutcome(wanted, found);
        return found;
    }

    private static void awaitTrue(Connection connection, String sql) throws SQLException {
        long end = System.nanoTime() + LONG.toNanos();
        try (Statement statement = connection.createStatement()) {
            boolean is = false;
            while (!is && System.nanoTime() < end) {
                try (ResultSet row = statement.executeQuery(sql)) {
                    is = row.next() && row.getBoolean(1);
                }
            }
            assertThat(is).as(sql).isTrue();
        }
    }
}
