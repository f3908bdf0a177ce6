package com.fingood.runbook.target;

import com.fingood.runbook.fixtures.PostgresServer;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.target.Privilege.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Each point by itself, for a role that is not a superuser: what makes it fail, and that what is printed helps. */
class PrivilegePointsTest {

    private final String role = "p_" + UUID.randomUUID().toString().substring(0, 8);
    private final String other = role + "_other";

    private Connection admin;
    private Target target;
    private String database;

    @BeforeEach
    void role_with_a_database_of_its_own() throws SQLException {
        TargetProperties fresh = TestDatabases.postgresql().fresh("point");
        target = DialectTest.targetOf(
                TargetCopy.of(fresh).login(role, "secret-role").done());
        database = target.dialect().databaseOf(fresh);
        admin = DriverManager.getConnection(
                PostgresUrl.inDatabase(PostgresServer.shared().adminUrl(), database));
        execute(
                """
                CREATE ROLE %role% LOGIN CREATEDB PASSWORD 'secret-role';
                GRANT pg_signal_backend, pg_read_all_stats TO %role%;
                ALTER DATABASE %database% OWNER TO %role%;
                CREATE ROLE %other%""");
    }

    @AfterEach
    void gone() throws SQLException {
        try (Connection last = admin) {
            execute(
                    """
                    DROP OWNED BY %other%, %role%;
                    ALTER DATABASE %database% OWNER TO postgres;
                    ALTER ROLE %other% IN DATABASE %database% RESET ALL;
                    DROP ROLE %other%, %role%""");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "create-database         | ALTER ROLE %role% NOCREATEDB",
                "end-sessions            | REVOKE pg_signal_backend FROM %role%",
                "see-sessions            | REVOKE pg_read_all_stats FROM %role%",
                "owns-database           | ALTER DATABASE %database% OWNER TO %other%",
                "owns-objects            | CREATE SCHEMA s; GRANT CREATE ON SCHEMA s TO %other%; CREATE TABLE s.t (id int); ALTER SCHEMA s OWNER TO %role%; ALTER TABLE s.t OWNER TO %other%",
                "owns-objects            | CREATE SCHEMA s AUTHORIZATION %role%; CREATE COLLATION s.c (locale = 'C'); ALTER COLLATION s.c OWNER TO %other%",
                "owners-may-create       | CREATE SCHEMA s AUTHORIZATION %role%; CREATE TABLE s.t (id int); ALTER TABLE s.t OWNER TO %other%; GRANT %other% TO %role%",
                "row-security            | CREATE TABLE t (id int); ALTER TABLE t OWNER TO %role%; ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY",
                "role-settings           | ALTER ROLE %other% IN DATABASE %database% SET work_mem = '8MB'",
                "not-superuser           | ALTER ROLE %role% SUPERUSER",
                "not-member-of-superuser | ALTER ROLE %other% SUPERUSER; GRANT %other% TO %role%",
                "no-create-role          | ALTER ROLE %role% CREATEROLE",
                "no-replication          | ALTER ROLE %role% REPLICATION",
                "no-bypass-row-security  | ALTER ROLE %role% BYPASSRLS",
                "no-server-files         | GRANT pg_execute_server_program TO %role%",
                "no-server-files         | GRANT pg_read_server_files TO %role%",
            })
    void a_gap_is_closed_by_the_statement_that_is_printed(String id, String cause) throws SQLException {
        assertThat(point(id).outcome()).isEqualTo(Outcome.PASSED);

        execute(cause);

        Privilege gap = point(id);
        assertThat(gap.outcome()).as(gap.toString()).isEqualTo(Outcome.FAILED);
        for (String remedy : gap.remedies()) {
            execute(remedy);
        }
        assertThat(point(id).outcome()).as(gap.toString()).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "event-triggers        | ev       | CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER ev ON ddl_command_end EXECUTE FUNCTION f()",
                "publications          | every    | CREATE PUBLICATION every FOR ALL TABLES",
                "foreign-data-wrappers | wrapper  | CREATE FOREIGN DATA WRAPPER wrapper",
                "untrusted-functions   | low()    | CREATE FUNCTION low() RETURNS int4 LANGUAGE internal AS 'int4um'",
                "large-objects         | postgres | SELECT lo_create(0)",
                "subscriptions         | news     | CREATE SUBSCRIPTION news CONNECTION 'host=none' PUBLICATION p WITH (connect = false)",
                "role-settings         | postgres | ALTER ROLE postgres IN DATABASE %database% SET work_mem = '8MB'",
                "owns-objects          | postgres | CREATE SCHEMA s; CREATE TABLE s.t (id int)",
            })
    void what_only_a_superuser_can_do_is_said(String id, String named, String cause) throws SQLException {
        assertThat(point(id).outcome()).isEqualTo(Outcome.PASSED);
        for (String sql : cause.split(";")) {
            execute(sql);
        }

        Privilege gap = point(id);

        assertThat(gap.outcome()).as(gap.toString()).isEqualTo(Outcome.FAILED);
        assertThat(gap.observed()).contains(named);
        assertThat(gap.remedies()).allMatch(remedy -> remedy.contains("superuser"));
        if (id.equals("subscriptions")) {
            execute("ALTER SUBSCRIPTION news SET (slot_name = NONE)");
            execute("DROP SUBSCRIPTION news");
        }
        if (id.equals("role-settings")) {
            execute("ALTER ROLE postgres IN DATABASE %database% RESET ALL");
        }
    }

    @Test
    void a_publication_of_a_whole_schema_is_a_superusers_too() throws SQLException {
        assumeTrue(admin.getMetaData().getDatabaseMajorVersion() >= 15, "PostgreSQL 15 is the first that has them");
        execute("CREATE PUBLICATION schemas FOR TABLES IN SCHEMA public");

        assertThat(point("publications").observed()).contains("schemas");
    }

    @Test
    void an_extension_that_only_a_superuser_can_create_is_named() throws SQLException {
        try (Statement statement = admin.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT FROM pg_available_extensions WHERE name = 'postgres_fdw'")) {
            assumeTrue(found.next(), "the server has no contrib extensions");
        }
        execute("CREATE EXTENSION postgres_fdw");
        execute("CREATE EXTENSION IF NOT EXISTS plpgsql");

        assertThat(point("extensions").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(point("extensions").observed()).isEqualTo("postgres_fdw");
        assertThat(point("foreign-data-wrappers").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void a_superusers_session_is_seen_even_where_its_kind_is_hidden() throws SQLException {
        execute("REVOKE pg_read_all_stats FROM %role%");

        assertThat(point("superuser-sessions").outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void an_attribute_that_is_needed_here_is_not_too_much() throws SQLException {
        execute("ALTER ROLE %role% BYPASSRLS CREATEROLE");
        execute("CREATE TABLE t (id int)");
        execute("ALTER TABLE t OWNER TO %other%");
        execute("ALTER TABLE t ENABLE ROW LEVEL SECURITY");
        execute("ALTER ROLE %other% IN DATABASE %database% SET work_mem = '8MB'");

        assertThat(point("no-bypass-row-security").outcome()).isEqualTo(Outcome.PASSED);
        assertThat(point("no-create-role").outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void a_tablespace_in_use_must_take_what_the_role_creates() throws SQLException {
        execute("SET allow_in_place_tablespaces = on");
        execute("CREATE TABLESPACE %role% LOCATION ''");
        try {
            execute("CREATE TABLE t (id int) TABLESPACE %role%");
            Privilege gap = point("tablespaces");
            assertThat(gap.outcome()).isEqualTo(Outcome.FAILED);

            execute(gap.remedies().get(0));
            assertThat(point("tablespaces").outcome()).isEqualTo(Outcome.PASSED);
        } finally {
            execute("DROP TABLE t");
            execute("DROP TABLESPACE %role%");
        }
    }

    private Privilege point(String id) {
        return Privileges.of(target, SessionTag.cli("privileges")).points().stream()
                .filter(point -> point.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void execute(String sql) throws SQLException {
        DialectTest.execute(
                admin, sql.replace("%role%", role).replace("%other%", other).replace("%database%", database));
    }
}
