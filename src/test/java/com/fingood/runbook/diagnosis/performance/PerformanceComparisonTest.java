package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.validation.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class PerformanceComparisonTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void nothing_changed_passes_and_a_lost_index_fails(TestDatabase database) {
        Orders orders = Orders.on(database)
                .declaring("by-day", "select id, note from orders where placed = 42")
                .declaring("by-key", "select note from orders where id = 7");
        Measurement baseline = orders.measure();

        assertThat(PerformanceResult.of(baseline, orders.measure()).verdict()).isEqualTo(Outcome.PASSED);

        orders.execute("drop index orders_placed_ix");
        PerformanceResult after = PerformanceResult.of(baseline, orders.measure());

        assertThat(outcomes(after)).containsEntry("by-day", Outcome.FAILED).containsEntry("by-key", Outcome.PASSED);
        PerformanceCheck lost = after.checks().get(0);
        assertThat(lost.otherPlan()).isTrue();
        assertThat(lost.observed()).isGreaterThan(2 * lost.limit());
        assertThat(lost.then().shapeWords()).containsIgnoringCase("orders_placed_ix");
        assertThat(lost.message()).startsWith("another plan, which touches more: ");
        assertThat(lost.evidence().toString()).doesNotContain("42");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_index_that_helps_is_another_plan_and_passes(TestDatabase database) {
        Orders orders =
                Orders.on(database).declaring("by-note", "select id from orders where note = 'note of order 77'");
        Measurement baseline = orders.measure();
        orders.execute("create index orders_note_ix on orders (note)");

        PerformanceCheck better =
                PerformanceResult.of(baseline, orders.measure()).checks().get(0);

        assertThat(better.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(better.otherPlan()).isTrue();
        assertThat(better.message()).startsWith("another plan, which touches no more: ");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_cant_be_run_is_unknown_and_what_writes_is_planned_only(TestDatabase database) {
        Orders orders = Orders.on(database)
                .declaring("a-write", "delete from orders where placed = 3")
                .declaring("b-two", "select 1; drop table orders")
                .declaring("c-wrong", "select nothing_like_it from orders")
                .declaring("d-elsewhere", "-- dialect: " + other(database) + "\nselect 1")
                .declaring("e-ddl", "drop table orders")
                .declaring("f-operator", "select 1 // 2 ; drop table orders")
                .declaring("g-good", "select count(*) from customers");
        PerformanceResult result = PerformanceResult.of(orders.measure(), orders.measure());

        assertThat(outcomes(result))
                .isEqualTo(Map.of(
                        "a-write", Outcome.PASSED,
                        "b-two", Outcome.UNKNOWN,
                        "c-wrong", Outcome.UNKNOWN,
                        "d-elsewhere", Outcome.NOT_APPLICABLE,
                        "e-ddl", Outcome.UNKNOWN,
                        "f-operator", Outcome.UNKNOWN,
                        "g-good", Outcome.PASSED));
        assertThat(result.verdict()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.checks().get(0).message()).isEqualTo("the baseline's plan; planned only, since it writes");
        assertThat(orders.count("orders")).isEqualTo(20_000);
    }

    @Test
    void a_query_without_an_end_is_unknown_and_one_that_locks_rows_is_planned_only() {
        Orders orders = Orders.on(TestDatabases.postgresql())
                .declaring("endless", "-- timeout: 200ms\nselect pg_sleep(60)")
                .declaring("locking", "select id from orders where id = 5 for update")
                .declaring("writing-with", "with gone as (delete from orders returning id) select count(*) from gone");
        PerformanceResult result = PerformanceResult.of(orders.measure(), orders.measure());

        assertThat(outcomes(result))
                .isEqualTo(
                        Map.of("endless", Outcome.UNKNOWN, "locking", Outcome.PASSED, "writing-with", Outcome.PASSED));
        assertThat(result.checks().get(0).message()).isEqualTo("it did not finish within 200 ms");
        assertThat(orders.count("orders")).isEqualTo(20_000);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void another_text_a_new_query_and_one_that_is_gone_are_unknown(TestDatabase database, @TempDir Path home)
            throws Exception {
        Orders orders = Orders.on(database)
                .declaring("edited", "select id from orders where placed = 1")
                .declaring("gone", "select id from orders where placed = 2");
        Baselines baselines = new Baselines(home);
        assertThat(baselines.latest(orders.target())).isEmpty();
        baselines.save(orders.measure());
        orders.declaring("edited", "select id from orders where placed = 3").declaring("new", "select 1");
        Files.delete(orders.changes().resolve("performance/gone.sql"));

        PerformanceResult result =
                PerformanceResult.of(baselines.latest(orders.target()).orElseThrow(), orders.measure());

        assertThat(result.checks())
                .allSatisfy(
                        check -> assertThat(check.outcome()).as(check.message()).isEqualTo(Outcome.UNKNOWN));
        assertThat(outcomes(result)).containsOnlyKeys("edited", "new", "gone");
    }

    private static String other(TestDatabase database) {
        return database.dialect().equals("h2") ? "postgresql" : "h2";
    }

    private static Map<String, Outcome> outcomes(PerformanceResult result) {
        return result.checks().stream().collect(Collectors.toMap(PerformanceCheck::id, PerformanceCheck::outcome));
    }
}
