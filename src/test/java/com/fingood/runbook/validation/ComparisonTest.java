package com.fingood.runbook.validation;

import com.fingood.runbook.fixtures.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ComparisonTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";
    private static final String NEGATIVE = "select id from accounts where balance < 0";

    private static Checked accounts(TestDatabase database) {
        return new Checked(database)
                .sql(
                        "create table accounts (id int, currency varchar(3), balance numeric(12,2))",
                        "insert into accounts values (1, 'EUR', 10), (2, 'EUR', -5), (3, 'CHF', 7), (4, 'CHF', null)");
    }

    private static CheckComparison compared(Checked checked, String change) {
        return compared(checked, change, "c");
    }

    private static CheckComparison compared(Checked checked, String change, String id) {
        SuiteResult before = checked.run(Suite.INTEGRITY);
        checked.sql(change);
        return Comparison.of(before, checked.run(Suite.INTEGRITY)).check(id).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void known_violations_pass_the_comparison_and_say_so(TestDatabase database) {
        Checked checked = accounts(database).check(Suite.INTEGRITY, "c", "keys: id", NEGATIVE);
        SuiteResult before = checked.run(Suite.INTEGRITY);
        SuiteResult after = checked.run(Suite.INTEGRITY);
        Comparison comparison = Comparison.of(before, after);

        assertThat(after.verdict()).isEqualTo(Outcome.FAILED);
        assertThat(comparison.verdict()).isEqualTo(Outcome.PASSED);
        assertThat(comparison.message()).contains("passed with known violations only: c");
        CheckComparison check = comparison.check("c").orElseThrow();
        assertThat(check.after()).isEqualTo(Outcome.FAILED);
        assertThat(check.onlyKnown()).isTrue();
        assertThat(check.knownViolations()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void as_many_but_other_violations_are_new(TestDatabase database) {
        Checked checked = accounts(database).check(Suite.INTEGRITY, "c", "keys: id", NEGATIVE);
        CheckComparison check = compared(
                checked, "update accounts set balance = case id when 2 then 5 when 3 then -7 else balance end");

        assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(check.newViolations()).isEqualTo(1);
        assertThat(check.goneViolations()).isEqualTo(1);
        assertThat(check.evidence()).containsExactly(Map.of("id", "3"));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void without_keys_equal_counts_prove_nothing(TestDatabase database) {
        Checked checked = accounts(database).check(Suite.INTEGRITY, "c", "", NEGATIVE);

        assertThat(compared(checked, "update accounts set balance = 1 where id = 1")
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
        CheckComparison more = compared(checked, "update accounts set balance = -1 where id = 3");
        assertThat(more.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(more.message()).contains("at least 1 new");
        assertThat(compared(checked, "update accounts set balance = 1").outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void above_the_cap_equal_counts_prove_nothing(TestDatabase database) {
        Checked checked = accounts(database).sql("create table many (n int)");
        String numbers = checked.isPostgres() ? "generate_series(1, 10001)" : "system_range(1, 10001)";
        checked.sql("insert into many select s.n from " + numbers + " as s(n)")
                .check(Suite.INTEGRITY, "c", "keys: n", "select n from many");

        assertThat(compared(checked, "update many set n = n + 1").outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_conserved_result_survives_order_and_wider_types(TestDatabase database) {
        Checked checked = accounts(database)
                .check(
                        Suite.INTEGRITY,
                        "c",
                        "conserved: true",
                        "select currency, sum(balance) as total, count(*) as n from accounts group by currency");
        CheckResult single = checked.result(Suite.INTEGRITY, "c");
        assertThat(single.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(single.message()).contains("recorded");
        assertThat(single.evidence()).isEmpty();

        String wider = checked.isPostgres()
                ? "alter table accounts alter column balance type numeric(20,6)"
                : "alter table accounts alter column balance numeric(20,6)";
        assertThat(compared(checked, wider).outcome()).isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_conserved_result_that_moved_fails(TestDatabase database) {
        Checked checked = accounts(database)
                .check(
                        Suite.INTEGRITY,
                        "c",
                        "conserved: true",
                        "select currency, sum(balance) as total from accounts group by currency");

        assertThat(compared(checked, "update accounts set balance = balance + 0.01 where id = 1")
                        .outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void null_empty_and_repeated_rows_are_told_apart(TestDatabase database) {
        Checked checked = new Checked(database)
                .sql("create table t (a varchar(9), b varchar(9))", "insert into t values ('ab', 'c')")
                .check(Suite.INTEGRITY, "c", "conserved: true", "select a, b from t");

        assertThat(compared(checked, "update t set a = 'a', b = 'bc'").outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(compared(checked, "update t set b = null").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(compared(checked, "update t set b = ''").outcome()).isEqualTo(Outcome.FAILED);
        assertThat(compared(checked, "insert into t select a, b from t").outcome())
                .isEqualTo(Outcome.FAILED);
        assertThat(compared(checked, "insert into t select a, b from t").outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_check_that_vanished_changed_or_could_not_run_is_no_pass(TestDatabase database) {
        Checked checked = accounts(database)
                .check(Suite.INTEGRITY, "c", "conserved: true", "select sum(balance) as total from accounts");
        SuiteResult before = checked.run(Suite.INTEGRITY);
        SuiteResult none = new SuiteResult("ledger", Suite.INTEGRITY, before.started(), before.finished(), List.of());

        assertThat(Comparison.of(before, none).verdict()).isEqualTo(Outcome.UNKNOWN);
        assertThat(Comparison.of(none, before).verdict()).isEqualTo(Outcome.UNKNOWN);
        assertThat(Comparison.of(none, none).verdict()).isEqualTo(Outcome.UNKNOWN);
        checked.check(
                Suite.INTEGRITY, "c", "conserved: true", "select sum(balance) as total from accounts where 1 = 1");
        SuiteResult other = checked.run(Suite.INTEGRITY);
        assertThat(Comparison.of(before, other).verdict()).isEqualTo(Outcome.UNKNOWN);
        checked.sql("drop table accounts");
        assertThat(Comparison.of(other, checked.run(Suite.INTEGRITY)).verdict()).isEqualTo(Outcome.UNKNOWN);
    }
}
