package com.fingood.runbook.backup;

import com.fingood.runbook.fixtures.PostgresServer;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What belongs to a PostgreSQL database but to no dump of it, and who may stand in the way. */
class PostgresRestoreTest {

    private final String application = "app_" + UUID.randomUUID().toString().substring(0, 8);
    private Subject subject;
    private String database;

    @BeforeEach
    void fill() throws SQLException {
        subject = Subject.filled(TestDatabases.postgresql());
        database = subject.target.dialect().databaseOf(subject.target.properties());
        asAdmin("CREATE ROLE " + application);
    }

    @AfterEach
    void dropRole() throws SQLException {
        String all = "SELECT datname FROM pg_database WHERE datname LIKE '" + database + "%'";
        try (Connection admin = admin();
                Statement names = admin.createStatement();
                var row = names.executeQuery(all)) {
            while (row.next()) {
                asAdmin("DROP DATABASE \"" + row.getString(1) + "\" WITH (FORCE)");
            }
        }
        asAdmin("DROP ROLE " + application);
    }

    @Test
    void rights_limit_settings_and_comment_come_back() throws Exception {
        subject.execute(
                "REVOKE ALL ON DATABASE " + database + " FROM PUBLIC",
                "GRANT CONNECT, TEMPORARY ON DATABASE " + database + " TO " + application + " WITH GRANT OPTION",
                "ALTER DATABASE " + database + " CONNECTION LIMIT 40",
                "ALTER DATABASE " + database + " SET search_path = \"$user\", \"Odd \"\"Schema\", public",
                "ALTER DATABASE " + database + " SET DateStyle = 'ISO, DMY'",
                "ALTER ROLE " + PostgresServer.OWNER + " IN DATABASE " + database + " SET statement_timeout = '77min'",
                "COMMENT ON DATABASE " + database + " IS 'the ledger''s'");
        DatabaseRecord before = record();
        Backup backup = subject.verified();

        RestoreReport report = restore(backup);

        assertThat(report.warnings()).isEmpty();
        assertThat(record()).isEqualTo(before);
        assertThat(before.settings()).hasSize(3);
    }

    @Test
    void a_setting_of_another_role_that_we_may_not_put_back_is_a_warning_with_its_statement() throws Exception {
        asAdmin("ALTER ROLE " + application + " IN DATABASE " + database + " SET work_mem = '77MB'");
        Backup backup = subject.verified();

        RestoreReport report = restore(backup);

        assertThat(report.warnings())
                .singleElement()
                .asString()
                .contains("CREATEROLE", "ALTER ROLE \"" + application + "\" IN DATABASE \"" + database + "\" SET")
                .doesNotContain("77MB");
    }

    @Test
    void a_fence_on_the_replaced_database_stays() throws Exception {
        Backup backup = subject.verified();
        subject.execute("REVOKE CONNECT ON DATABASE " + database + " FROM PUBLIC");

        RestoreReport report = restore(backup);

        assertThat(report.warnings()).singleElement().asString().contains("CONNECT stays withheld from PUBLIC");
        assertThat(record().acl())
                .noneMatch(g -> g.grantee().isEmpty() && g.privilege().equals("CONNECT"));
    }

    @Test
    void the_failed_database_is_kept_and_takes_no_connections() throws Exception {
        Backup backup = subject.verified();

        RestoreReport report = restore(backup);

        assertThat(subject.number("SELECT count(*) FROM pg_database WHERE NOT datallowconn AND datname = '"
                        + report.failedDatabase() + "'"))
                .isOne();
    }

    @Test
    void a_superusers_session_stops_the_exchange_in_words_and_leaves_the_target_open() throws Exception {
        Backup backup = subject.verified();
        try (Connection superuser = DriverManager.getConnection(
                PostgresServer.shared().adminUrl().replaceFirst("(//[^/]+/)[^?]*", "$1" + database))) {
            assertThat(superuser.isValid(1)).isTrue();

            assertThatThrownBy(() -> restore(backup)).isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code())
                    .isEqualTo("superuser-session"));
        }
        assertThat(subject.number("SELECT count(*) FROM account")).isEqualTo(NastySchema.ROWS);

        assertThat(restore(backup).resumed()).isTrue();
    }

    @Test
    void a_database_that_was_dropped_comes_back() throws Exception {
        Backup backup = subject.verified();
        asAdmin("DROP DATABASE " + database + " WITH (FORCE)");

        RestoreReport report = restore(backup);

        assertThat(report.failedDatabase()).isNull();
        assertThat(subject.number("SELECT count(*) FROM account")).isEqualTo(NastySchema.ROWS);
    }

    @Test
    void an_owner_we_are_not_is_named_with_the_statement_that_helps() throws Exception {
        Backup backup = subject.verified();
        asAdmin("ALTER DATABASE " + database + " OWNER TO postgres");

        assertThatThrownBy(() -> restore(backup)).isInstanceOfSatisfying(Refusal.class, r -> {
            assertThat(r.code()).isEqualTo("missing-privilege");
            assertThat(r.getMessage()).contains("ALTER DATABASE \"" + database + "\" OWNER TO");
        });
        assertThat(subject.backups.unfinishedRestores(subject.target)).isEmpty();
    }

    @Test
    void names_of_failed_databases_keep_within_what_the_server_allows() throws Exception {
        try (Exchange exchange = Exchange.open(subject.target, null)) {
            String name = exchange.failedName(
                    "a-very-long-name-of-a-database-that-goes-on-and-on-ü-and-on", "ledger-2.1-0007");

            assertThat(name).endsWith("_failed_ledger-2.1-0007");
            assertThat(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
        }
    }

    private RestoreReport restore(Backup backup) {
        return subject.backups.restore(
                subject.target, backup.id(), "ledger-1-0001", Cancellation.none(), Progress.silent());
    }

    private DatabaseRecord record() throws SQLException {
        try (Connection connection = subject.target.connect(SessionTag.cli("test"))) {
            return PostgresDatabase.read(connection);
        }
    }

    private static void asAdmin(String statement) throws SQLException {
        try (Connection admin = admin();
                Statement execution = admin.createStatement()) {
            execution.execute(statement);
        }
    }

    private static Connection admin() throws SQLException {
        return DriverManager.getConnection(PostgresServer.shared().adminUrl());
    }
}
