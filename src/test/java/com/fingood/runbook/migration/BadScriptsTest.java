package com.fingood.runbook.migration;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Scripts that nobody should write end as words, and soon. */
class BadScriptsTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ROLE mallory SUPERUSER;",
                "alter /* x */ user postgres password 'x';",
                "DROP DATABASE other;",
                "ALTER SYSTEM SET fsync = off;",
                "COPY t TO PROGRAM 'id';",
                "COPY t FROM '/etc/passwd';",
                "SELECT lo_import('/etc/passwd');",
                "SELECT pg_read_file('/etc/passwd');",
                "SELECT \"pg_read_file\"('/etc/passwd');",
                "SELECT * FROM dblink('host=x', 'select 1') AS t (x int);",
                "CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw;",
                "LOAD 'evil';",
                "SELECT pg_terminate_backend(pg_backend_pid());",
                "SELECT pg_reload_conf();",
                "SET ROLE postgres;",
                "SET LOCAL SESSION AUTHORIZATION postgres;",
                "SELECT set_config('role', 'postgres', false);",
                "GRANT pg_read_all_data TO runbook_target;",
                "GRANT CONNECT ON DATABASE x TO public;",
                "REASSIGN OWNED BY a TO b;",
                "PREPARE TRANSACTION 'x';",
                "DO $$ BEGIN EXECUTE 'DROP ROLE x'; END $$;",
                "-- why\nCREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN ALTER SYSTEM SET x = 1; END $f$;",
                "CREATE FUNCTION f() RETURNS void AS 'lib' LANGUAGE c;"
            })
    void what_reaches_beyond_the_database_is_refused_before_anything_runs(String reach) {
        assertRefused(reach, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHUTDOWN;",
                "RUNSCRIPT FROM 'x';",
                "SCRIPT TO 'x';",
                "SELECT FILE_READ('/etc/passwd');",
                "CALL CSVWRITE('x', 'select 1');",
                "CREATE ALIAS e AS 'int f() { return 1; }';"
            })
    void on_h2_files_and_programs_of_this_machine_are_refused(String reach) {
        assertRefused(reach, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE users SET role = 'drop database x' WHERE note = 'alter system';",
                "COMMENT ON TABLE t IS 'create role, copy to program';",
                "COPY t (a) FROM STDIN;\nit's DROP ROLE x\n\\.\n",
                "GRANT SELECT ON t TO reader; REVOKE INSERT (a) ON t FROM writer;",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO reader;",
                "CREATE TABLE role_grants (role text, load int, \"user\" text);",
                "SELECT pg_sleep(0);"
            })
    void what_only_sounds_like_it_is_let_through(String harmless) throws IOException {
        ScriptReach.demand(java.util.List.of(script(harmless)), false);
    }

    private static void assertRefused(String reach, boolean h2) {
        assertThatThrownBy(() -> ScriptReach.demand(java.util.List.of(script("SELECT 1;\n" + reach)), h2))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("cluster-wide-statement");
                    assertThat(refusal).hasMessageContaining("V2__change.sql:").hasMessageContaining("Nothing was run");
                });
    }

    private static Script script(String text) throws IOException {
        return Script.read(Files.writeString(Files.createTempDirectory("rb-bad").resolve("V2__change.sql"), text));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_script_that_never_ends_is_ended_by_its_limit(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database);
        changes.change("1", changes.slow(), null);
        Timeouts short1 = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(1));

        RehearsalReport report = new Rehearsal(Clock.systemUTC())
                .rehearse(
                        changes.target(),
                        changes.change("1"),
                        ChangesForTests.RUN,
                        short1,
                        Cancellation.none(),
                        Progress.silent());

        assertThat(report.changeFailed()).isTrue();
        assertThat(report.failure()).contains("V1__change.sql failed at statement 1");
    }

    @Test
    void a_session_that_ends_itself_in_a_way_no_text_shows_is_said_in_words() {
        ChangesForTests changes = ChangesForTests.on(TestDatabases.postgresql())
                .change(
                        "1",
                        "DO $$ BEGIN EXECUTE 'SELECT pg_termi' || 'nate_backend(pg_backend_pid())'; END $$;",
                        "SELECT 1;");

        RehearsalReport report = changes.rehearse("1");

        assertThat(report.changeFailed()).isTrue();
        assertThat(report.failure()).contains("connection was lost");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void odd_but_honest_scripts_run(TestDatabase database) throws IOException {
        ChangesForTests changes = ChangesForTests.on(database);
        String filler = "-- comment line that says nothing at all, many times\r\n".repeat(20_000);
        String text = "\uFEFF" + filler + "CREATE TABLE a (t text);\r\nINSERT INTO a VALUES ('" + "x".repeat(1_000_000)
                + "');\r\n" + ("INSERT INTO a VALUES ('" + "y''y".repeat(1000) + "');\r\n").repeat(500);
        changes.change("1", text, "DROP TABLE a;");

        RehearsalReport report = changes.rehearse("1");

        assertThat(report.passed()).as(report.failure()).isTrue();
        assertThat(report.statements()).hasSize(502);
        assertThat(report.statements().get(0).sql()).isEqualTo("CREATE TABLE a");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void broken_scripts_end_in_words(TestDatabase database) throws IOException {
        ChangesForTests changes = ChangesForTests.on(database);
        changes.change("1", "DO $x$ BEGIN NULL; END;", null);

        RehearsalReport open = changes.rehearse("1");

        assertThat(open.changeFailed()).isTrue();
        assertThat(open.failure()).contains("V1__change.sql");
        Files.write(
                changes.folder().resolve("V1__change.sql"),
                "SELECT 'caf\u00e9';".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> changes.rehearse("1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("UTF-8");
        changes.change("1", "\\connect other\nSELECT 1;", null);
        assertThatThrownBy(() -> changes.rehearse("1"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("psql");
    }

    @Test
    void a_commit_inside_fails_the_rehearsal() {
        ChangesForTests changes = ChangesForTests.on(TestDatabases.postgresql())
                .change("1", "CREATE TABLE a (id int); COMMIT; CREATE TABLE b (id int);", "DROP TABLE b, a;");

        assertThat(changes.rehearse("1").failure()).contains("ends its own transaction");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_cancelled_rehearsal_stops_at_once(TestDatabase database) {
        ChangesForTests changes = ChangesForTests.on(database);
        changes.change("1", changes.slow(), null);
        Cancellation cancellation = new Cancellation();
        Progress cancelling = (done, of, message) -> {
            if (message.equals("forward")) {
                new java.util.Timer(true)
                        .schedule(
                                new java.util.TimerTask() {
                                    @Override
                                    public void run() {
                                        cancellation.cancel();
                                    }
                                },
                                500);
            }
        };

        assertThatThrownBy(() -> new Rehearsal(Clock.systemUTC())
                        .rehearse(
                                changes.target(),
                                changes.change("1"),
                                ChangesForTests.RUN,
                                ChangesForTests.TIMEOUTS,
                                cancellation,
                                cancelling))
                .isInstanceOf(Cancellation.Cancelled.class);
    }
}
