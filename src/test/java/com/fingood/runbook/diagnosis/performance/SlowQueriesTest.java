package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Clock;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class SlowQueriesTest {

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void without_statistics_the_declared_queries_are_timed_and_it_says_so(TestDatabase database) {
        Orders orders = Orders.on(database)
                .declaring("cheap", "select note from orders where id = 7")
                .declaring("wrong", "select nothing from nowhere");

        SlowQueryReport report = new SlowQueries(Clock.systemUTC(), (time, cancellation) -> {})
                .find(
                        orders.target(),
                        orders.queries(),
                        Duration.ofSeconds(5),
                        SessionTag.cli("test"),
                        Cancellation.none(),
                        Progress.silent());

        assertThat(report.source()).isEqualTo("declared queries");
        assertThat(report.queries()).extracting(SlowQuery::statement).containsExactly("cheap");
        assertThat(report.notes())
                .anySatisfy(note -> assertThat(note).containsAnyOf("H2 keeps no statistics", "is not installed"))
                .anySatisfy(note -> assertThat(note).startsWith("wrong was not timed: "))
                .anySatisfy(note -> assertThat(note).contains("not declared"));
    }
}
