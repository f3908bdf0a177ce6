package com.fingood.runbook.validation;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.run.Refusal;
import com.fingood.runbook.target.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IntegrityChecksTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    private static Checked accounts(TestDatabase database) {
        return new Checked(database)
                .sql(
                        "create table accounts (id int primary key, owner varchar(40), balance numeric(12,2))",
                        "insert into accounts values (1, 'Ada Alias', 10), (2, 'Bob Byname', -5), (3, 'Cy Cover', -7)");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void rows_that_are_wrong_fail_the_check_and_only_keys_are_kept(TestDatabase database) {
        CheckResult result = accounts(database)
                .check(Suite.INTEGRITY, "negative", "keys: id", "select * from accounts where balance < 0 order by id")
                .result(Suite.INTEGRITY, "negative");

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.observed()).isEqualTo(2);
        assertThat(result.limit()).isEqualTo(1);
        assertThat(result.evidence()).containsExactly(Map.of("id", "2"), Map.of("id", "3"));
        assertThat(result.toString()).doesNotContain("Byname").doesNotContain("-5");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void without_keys_there_is_no_evidence(TestDatabase database) {
        CheckResult result = accounts(database)
                .check(Suite.INTEGRITY, "negative", "", "select owner from accounts where balance < 0")
                .result(Suite.INTEGRITY, "negative");

        assertThat(result.observed()).isEqualTo(2);
        assertThat(result.evidence()).isEmpty();
        assertThat(result.rows().keys()).isEmpty();
        assertThat(result.toString()).doesNotContain("Byname");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_count_is_exact_where_evidence_and_hashes_end(TestDatabase database) {
        Checked checked = new Checked(database).sql("create table many (n int)");
        checked.sql(
                checked.isPostgres()
                        ? "insert into many select generate_series(1, 12345)"
                        : "insert into many select \"X\" from system_range(1, 12345)");
        CheckResult result = checked.check(Suite.INTEGRITY, "many", "keys: n", "select n from many")
                .result(Suite.INTEGRITY, "many");

        assertThat(result.observed()).isEqualTo(12_345);
        assertThat(result.evidence()).hasSize(20);
        assertThat(result.rows().keys()).hasSize(RowHashes.LIMIT);
        assertThat(result.rows().complete()).isFalse();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void limits_decide_between_passed_warned_and_failed(TestDatabase database) {
        SuiteResult result = accounts(database)
                .check(Suite.INTEGRITY, "tolerated", "fail: 3", "select 1 from accounts where balance < 0")
                .check(Suite.INTEGRITY, "warned", "warn: 2\nfail: 3", "select 1 from accounts where balance < 0")
                .check(Suite.INTEGRITY, "failed", "warn: 1\nfail: 2", "select 1 from accounts where balance < 0")
                .run(Suite.INTEGRITY);

        assertThat(result.check("tolerated").orElseThrow().outcome()).isEqualTo(Outcome.PASSED);
        assertThat(result.check("tolerated").orElseThrow().warned()).isFalse();
        assertThat(result.check("warned").orElseThrow().outcome()).isEqualTo(Outcome.PASSED);
        assertThat(result.check("warned").orElseThrow().warned()).isTrue();
        assertThat(result.check("failed").orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.verdict()).isEqualTo(Outcome.FAILED);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_empty_or_misnamed_table_is_unknown(TestDatabase database) {
        SuiteResult result = accounts(database)
                .sql("create table nothing (id int)")
                .check(Suite.INTEGRITY, "empty", "population: select count(*) from nothing", "select id from nothing")
                .check(Suite.INTEGRITY, "misnamed", "population: select count(*) from acounts", "select 1 where 1 = 0")
                .check(Suite.INTEGRITY, "no-row", "population: select id from nothing", "select 1 where 1 = 0")
                .check(Suite.INTEGRITY, "no-number", "population: select 'x' as n", "select 1 where 1 = 0")
                .run(Suite.INTEGRITY);

        assertThat(result.checks()).extracting(CheckResult::outcome).containsOnly(Outcome.UNKNOWN);
        assertThat(result.check("empty").orElseThrow().message()).contains("nothing to check: population 0");
        assertThat(result.check("misnamed").orElseThrow().message()).contains("acounts");
        assertThat(result.verdict()).isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void one_failing_query_does_not_spoil_the_others(TestDatabase database) {
        SuiteResult result = accounts(database)
                .check(Suite.INTEGRITY, "a-broken", "", "select no_such_column from accounts")
                .check(Suite.INTEGRITY, "b-division", "", "select 1 / (id - 1) from accounts")
                .check(Suite.INTEGRITY, "c-good", "", "select id from accounts where balance is null")
                .run(Suite.INTEGRITY);

        assertThat(result.check("a-broken").orElseThrow().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.check("a-broken").orElseThrow().message()).containsIgnoringCase("no_such_column");
        assertThat(result.check("b-division").orElseThrow().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.check("c-good").orElseThrow().outcome()).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_error_that_repeats_a_row_value_is_told_without_it(TestDatabase database) {
        CheckResult result = accounts(database)
                .check(Suite.INTEGRITY, "cast", "", "select cast(owner as int) from accounts")
                .result(Suite.INTEGRITY, "cast");

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.message()).doesNotContain("Alias").contains("SQL state 22");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_timeout_is_unknown_and_the_next_check_runs(TestDatabase database) {
        Checked checked = accounts(database);
        SuiteResult result = checked.check(Suite.INTEGRITY, "a-slow", "timeout: 300ms", checked.endless())
                .check(Suite.INTEGRITY, "b-good", "", "select id from accounts where balance is null")
                .run(Suite.INTEGRITY);

        assertThat(result.check("a-slow").orElseThrow().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.check("a-slow").orElseThrow().message()).isEqualTo("it did not finish within 300 ms");
        assertThat(result.check("b-good").orElseThrow().outcome()).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_check_that_writes_is_unknown_and_changes_nothing(TestDatabase database) {
        Checked checked = accounts(database);
        String write = checked.isPostgres()
                ? "with gone as (delete from accounts returning id) select id from gone"
                : "select id from old table (delete from accounts)";
        SuiteResult result = checked.check(Suite.INTEGRITY, "a-write", "", write)
                .check(
                        Suite.INTEGRITY,
                        "b-all-there",
                        "keys: n",
                        "select count(*) as n from accounts having count(*) <> 3")
                .run(Suite.INTEGRITY);

        assertThat(result.check("a-write").orElseThrow().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.check("a-write").orElseThrow().message()).contains("it writes");
        assertThat(result.check("b-all-there").orElseThrow().outcome()).isEqualTo(Outcome.PASSED);
        assertThat(checked.one("select count(*) from accounts")).isEqualTo("3");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void all_checks_see_one_moment(TestDatabase database) {
        Checked checked = accounts(database)
                .check(Suite.INTEGRITY, "a", "keys: n", "select count(*) as n from accounts")
                .check(Suite.INTEGRITY, "b", "keys: n", "select count(*) as n from accounts");
        Progress writesBetween = (done, of, message) -> {
            if (done == 1) {
                checked.sql("insert into accounts values (4, 'Di Disguise', 1)");
            }
        };

        SuiteResult result = checked.run(Suite.INTEGRITY, Cancellation.none(), writesBetween);

        assertThat(checked.one("select count(*) from accounts")).isEqualTo("4");
        assertThat(result.checks())
                .extracting(c -> c.evidence().get(0).get("n"))
                .containsExactly("3", "3");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void names_with_quotes_spaces_and_capitals_survive(TestDatabase database) {
        CheckResult result = new Checked(database)
                .sql(
                        "create table \"Odd \"\"Table\" (\"Account Id\" int, \"it's\" varchar(9))",
                        "insert into \"Odd \"\"Table\" values (7, 'x;y')")
                .check(
                        Suite.INTEGRITY,
                        "odd",
                        "keys: \"Account Id\", \"A\"\"B\"\npopulation: select count(*) from \"Odd \"\"Table\"",
                        "select \"Account Id\", \"it's\" as \"A\"\"B\" from \"Odd \"\"Table\" where \"it's\" like '%;%';")
                .result(Suite.INTEGRITY, "odd");

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.FAILED);
        assertThat(result.evidence()).containsExactly(Map.of("Account Id", "7", "A\"B", "x;y"));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_key_that_is_no_column_of_the_result_is_unknown_even_without_rows(TestDatabase database) {
        CheckResult result = accounts(database)
                .check(Suite.INTEGRITY, "keys", "keys: account_id", "select id from accounts where balance is null")
                .result(Suite.INTEGRITY, "keys");

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.message()).contains("account_id");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_check_for_another_database_is_not_applicable_and_alone_proves_nothing(TestDatabase database) {
        Checked checked = accounts(database);
        String other = checked.isPostgres() ? "h2" : "postgresql";
        SuiteResult result = checked.check(Suite.INTEGRITY, "other", "dialect: " + other, "select 1")
                .run(Suite.INTEGRITY);

        assertThat(result.check("other").orElseThrow().outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
        assertThat(result.check("other").orElseThrow().message()).contains(other);
        assertThat(result.verdict()).isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void faulty_files_are_listed_as_unknown(TestDatabase database) {
        SuiteResult result = accounts(database)
                .file("integrity/a.sql", "-- id: one\nselect 1 where 1 = 0")
                .file("integrity/b.sql", "-- id: one\nselect 1 where 1 = 0")
                .file("integrity/steps.yaml", "steps: []")
                .file("integrity/update.sql", "-- id: update\nupdate accounts set balance = 0")
                .run(Suite.INTEGRITY);

        assertThat(result.checks()).hasSize(4).extracting(CheckResult::outcome).containsOnly(Outcome.UNKNOWN);
        assertThat(result.check("steps").orElseThrow().message()).contains("format not supported yet");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_empty_suite_is_unknown_in_words(TestDatabase database) {
        SuiteResult result = accounts(database).run(Suite.INTEGRITY);

        assertThat(result.verdict()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.message()).contains("nothing was proven");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_endless_query_ends_when_it_is_cancelled(TestDatabase database) {
        Checked checked = accounts(database);
        checked.check(Suite.INTEGRITY, "endless", "timeout: 1h", checked.endless());
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> canceller = checked.cancelWhenEndless(cancellation);

        assertThatThrownBy(() -> checked.run(Suite.INTEGRITY, cancellation, Progress.silent()))
                .isInstanceOf(Cancellation.Cancelled.class);
        canceller.join();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_cancel_that_comes_before_the_query_reaches_the_server_still_ends_it(TestDatabase database) {
        Checked checked = accounts(database);
        checked.check(Suite.INTEGRITY, "endless", "timeout: 1h", checked.endless());
        Cancellation cancellation = new Cancellation();
        Progress cancelsAtOnce = (done, of, message) -> CompletableFuture.runAsync(cancellation::cancel);

        assertThatThrownBy(() -> checked.run(Suite.INTEGRITY, cancellation, cancelsAtOnce))
                .isInstanceOf(Cancellation.Cancelled.class);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_target_that_does_not_answer_is_refused_as_unreachable(TestDatabase database) {
        Checked checked = accounts(database).check(Suite.INTEGRITY, "any", "", "select 1");
        Target gone = checked.target.inDatabase("no_such_database");

        assertThatThrownBy(() -> checked.runOn(gone, Suite.INTEGRITY))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.UNREACHABLE));
    }
}
