package com.fingood.runbook.validation;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScriptChecksTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    private static Checked accounts(TestDatabase database) {
        return new Checked(database)
                .sql(
                        "create table accounts (id int primary key, owner varchar(40))",
                        "insert into accounts values (1, 'Ada Alias')");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_script_runs_to_its_end_and_leaves_nothing_behind(TestDatabase database) {
        Checked checked = accounts(database)
                .check(
                        Suite.CRITICAL,
                        "open",
                        "",
                        "insert into accounts values (2, 'semi;colon -- no comment');\n"
                                + "/* a ; comment */ update accounts set owner = 'it''s' where id = 2; -- and ; this\n"
                                + "select id from accounts where id = 2 and owner <> 'it''s';\n");
        CheckResult result = checked.result(Suite.CRITICAL, "open");

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.PASSED);
        assertThat(checked.one("select count(*) from accounts")).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void rows_of_the_last_statement_fail_it_and_earlier_rows_do_not(TestDatabase database) {
        SuiteResult result = accounts(database)
                .check(
                        Suite.SMOKE,
                        "earlier",
                        "keys: id",
                        "select owner from accounts; select id from accounts where id = 9")
                .check(Suite.SMOKE, "last", "keys: id", "select 1; select id, owner from accounts")
                .run(Suite.SMOKE);

        assertThat(result.check("earlier").orElseThrow().outcome()).isEqualTo(Outcome.PASSED);
        assertThat(result.check("last").orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.check("last").orElseThrow().evidence()).containsExactly(Map.of("id", "1"));
        assertThat(result.toString()).doesNotContain("Alias");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_statement_that_does_not_work_fails_with_its_line_and_without_row_values(TestDatabase database) {
        Checked checked = accounts(database)
                .check(
                        Suite.CRITICAL,
                        "a-duplicate",
                        "",
                        "insert into accounts values (2, 'x');\n"
                                + "insert into accounts select id, owner from accounts where id = 1;")
                .check(Suite.CRITICAL, "b-column", "", "select gone from accounts")
                .check(Suite.CRITICAL, "c-cast", "", "select cast(owner as int) from accounts");
        SuiteResult result = checked.run(Suite.CRITICAL);

        assertThat(result.checks()).extracting(CheckResult::outcome).containsOnly(Outcome.FAILED);
        assertThat(result.check("a-duplicate").orElseThrow().message())
                .startsWith("line 4: ")
                .contains("SQL state 23505");
        assertThat(result.check("b-column").orElseThrow().message()).containsIgnoringCase("gone");
        assertThat(result.toString()).doesNotContain("Alias");
        assertThat(checked.one("select count(*) from accounts")).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_timeout_a_syntax_error_and_nothing_to_check_are_unknown(TestDatabase database) {
        Checked checked = accounts(database).sql("create table nothing (id int)");
        SuiteResult result = checked.check(Suite.UAT, "slow", "timeout: 300ms", "select 1; " + checked.endless())
                .check(Suite.UAT, "syntax", "", "selct 1")
                .check(Suite.UAT, "empty", "population: select count(*) from nothing", "select 1 where 1 = 0")
                .run(Suite.UAT);

        assertThat(result.checks()).extracting(CheckResult::outcome).containsOnly(Outcome.UNKNOWN);
        assertThat(result.check("slow").orElseThrow().message()).contains("300 ms");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_endless_script_ends_when_it_is_cancelled_and_leaves_nothing(TestDatabase database) {
        Checked checked = accounts(database);
        checked.check(Suite.CRITICAL, "endless", "timeout: 1h", "delete from accounts; " + checked.endless());
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> canceller = checked.cancelWhenEndless(cancellation);

        assertThatThrownBy(() -> checked.run(Suite.CRITICAL, cancellation, Progress.silent()))
                .isInstanceOf(Cancellation.Cancelled.class);
        canceller.join();
        assertThat(checked.one("select count(*) from accounts")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into accounts values (2, 'x'); commit; select 1 where 1 = 0",
                "insert into accounts values (2, 'x'); /* a */ Commit /* b */ work; select 1 where 1 = 0",
                "insert into accounts values (2, 'x'); end; select 1 where 1 = 0",
                "insert into accounts values (2, 'x'); prepare transaction 'p'; select 1 where 1 = 0",
                "rollback; insert into accounts values (2, 'x')",
                "set role none; select 1 where 1 = 0",
                "set session authorization default; select 1 where 1 = 0"
            })
    void a_script_that_would_escape_its_roll_back_is_not_run(String script) {
        for (TestDatabase database : TestDatabases.all().toList()) {
            Checked checked = accounts(database).check(Suite.CRITICAL, "escape", "", script);
            CheckResult result = checked.result(Suite.CRITICAL, "escape");

            assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(result.message()).contains("is not allowed in a check");
            assertThat(checked.one("select count(*) from accounts")).isEqualTo("1");
        }
    }

    @Test
    void a_commit_inside_a_block_is_refused_by_the_server_and_rolled_back() {
        Checked checked = accounts(TestDatabases.postgresql())
                .check(
                        Suite.CRITICAL,
                        "escape",
                        "",
                        "insert into accounts values (2, 'x'); do $body$ begin commit; end $body$;");
        CheckResult result = checked.result(Suite.CRITICAL, "escape");

        assertThat(result.outcome()).isNotEqualTo(Outcome.PASSED);
        assertThat(checked.one("select count(*) from accounts")).isEqualTo("1");
    }

    @Test
    void a_commit_that_no_reading_finds_is_told_by_the_server() {
        Checked checked = accounts(TestDatabases.postgresql())
                .check(
                        Suite.CRITICAL,
                        "escape",
                        "",
                        "set standard_conforming_strings = off;\ninsert into accounts values (2, 'x');\n"
                                + "select '\\''; commit; --'");

        assertThatThrownBy(() -> checked.run(Suite.CRITICAL))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.OUTCOME_UNKNOWN))
                .hasMessageContaining("what it wrote may have stayed");
    }

    @Test
    void dollar_quotes_and_function_bodies_survive_on_postgresql() {
        Checked checked = accounts(TestDatabases.postgresql())
                .check(
                        Suite.CRITICAL,
                        "dollars",
                        "",
                        """
                        create function pg_temp.double(n int) returns int language sql begin atomic
                          select case when n > 0 then n * 2; else 0 end;
                        end;
                        """
                                        .replace("n * 2;", "n * 2")
                                + """
                        do $outer$ begin
                          execute $inner$insert into accounts values (2, 'a;b')$inner$; -- one ; two
                          perform 1; /* nested /* ; */ ; */
                        end $outer$;
                        select id from accounts where id = 2 and (owner <> E'a\\x3bb' or pg_temp.double(2) <> 4);
                        """);
        CheckResult result = checked.result(Suite.CRITICAL, "dollars");

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.PASSED);
        assertThat(checked.one("select count(*) from accounts")).isEqualTo("1");
    }

    @Test
    void a_rule_that_is_only_checked_at_commit_is_checked_before_the_roll_back() {
        Checked checked = accounts(TestDatabases.postgresql())
                .sql("create table cards (account_id int references accounts (id) deferrable initially deferred)")
                .check(Suite.CRITICAL, "deferred", "", "insert into cards values (99)");
        CheckResult result = checked.result(Suite.CRITICAL, "deferred");

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.message()).contains("cards_account_id_fkey").doesNotContain("99");
    }

    @Test
    void h2_is_not_given_what_it_can_not_roll_back() {
        Checked checked = accounts(TestDatabases.h2())
                .check(Suite.CRITICAL, "table", "", "delete from accounts; create table kept (id int)");
        CheckResult result = checked.result(Suite.CRITICAL, "table");

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.message()).contains("can't be rolled back on H2");
        assertThat(checked.one("select count(*) from accounts")).isEqualTo("1");
    }

    @Test
    void dollar_quoted_text_survives_on_h2() {
        CheckResult result = accounts(TestDatabases.h2())
                .check(
                        Suite.CRITICAL,
                        "dollars",
                        "",
                        "insert into accounts values (2, $$a;b'c$$); select id from accounts where id = 2 and owner <> 'a;b''c'")
                .result(Suite.CRITICAL, "dollars");

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void a_connection_that_is_ended_in_the_middle_makes_one_script_unknown_and_no_other() {
        SuiteResult result = accounts(TestDatabases.postgresql())
                .check(Suite.CRITICAL, "a-ended", "", "select pg_terminate_backend(pg_backend_pid())")
                .check(Suite.CRITICAL, "b-good", "", "select id from accounts where id = 9")
                .run(Suite.CRITICAL);

        assertThat(result.check("a-ended").orElseThrow().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.check("a-ended").orElseThrow().message()).contains("connection was lost");
        assertThat(result.check("b-good").orElseThrow().outcome()).isEqualTo(Outcome.PASSED);
    }

    @Test
    void a_snapshot_that_is_lost_makes_the_rest_of_the_integrity_checks_unknown() {
        SuiteResult result = accounts(TestDatabases.postgresql())
                .check(Suite.INTEGRITY, "a-ended", "", "select pg_terminate_backend(pg_backend_pid())")
                .check(Suite.INTEGRITY, "b-good", "", "select id from accounts where id = 9")
                .run(Suite.INTEGRITY);

        assertThat(result.checks()).extracting(CheckResult::outcome).containsOnly(Outcome.UNKNOWN);
        assertThat(result.check("b-good").orElseThrow().message()).contains("the snapshot with it");
    }
}
