package com.fingood.runbook.diagnosis.performance;

import com.fingood.runbook.fixtures.PostgresServer;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Needs a server with shared_preload_libraries = pg_stat_statements; elsewhere it is counted as one that could not run. */
class StatementStatisticsTest {

    private Orders orders;

    @BeforeEach
    void countStatements() throws SQLException {
        try (Connection admin =
                        DriverManager.getConnection(PostgresServer.shared().adminUrl());
                Statement statement = admin.createStatement();
                ResultSet row = statement.executeQuery("show shared_preload_libraries")) {
            row.next();
            assumeTrue(
                    row.getString(1).contains("pg_stat_statements"), "the server does not preload pg_stat_statements");
        }
        orders = Orders.on(TestDatabases.postgresql());
        asAdmin("create extension pg_stat_statements");
    }

    @Test
    void the_difference_of_two_looks_shows_what_was_executed_in_between_without_its_values() {
        orders.execute("select count(*) from customers where name = 'name 8'");

        SlowQueryReport report = find(() -> orders.execute(
                "select count(*) from orders where note = 'note of order 5'",
                "select count(*) from orders where note = 'note of order 6'"));

        assertThat(report.source()).isEqualTo("pg_stat_statements");
        assertThat(report.period()).isEqualTo("within 5 s");
        SlowQuery counted = report.queries().stream()
                .filter(query -> query.statement().equals("select count(*) from orders where note = ?"))
                .findFirst()
                .orElseThrow();
        assertThat(counted.calls()).isEqualTo(2);
        assertThat(counted.rows()).isEqualTo(2);
        assertThat(counted.blocks()).isPositive();
        assertThat(report.queries())
                .noneMatch(query -> query.statement().contains("customers where name"))
                .noneMatch(query -> query.statement().contains("order 5"));
    }

    @Test
    void a_password_is_a_question_mark_and_the_same_text_is_one_statement_after_its_table_was_altered() {
        SlowQueryReport report = find(() -> {
            asAdmin("create role t_hidden password 'open sesame'", "drop role t_hidden");
            orders.execute(
                    "select count(*) from customers",
                    "alter table customers add column since date",
                    "select count(*) from customers");
        });

        assertThat(report.queries().toString()).doesNotContain("sesame").contains("create role t_hidden password ?");
        assertThat(report.queries())
                .filteredOn(query -> query.statement().equals("select count(*) from customers"))
                .hasSize(1)
                .allSatisfy(query -> assertThat(query.calls()).isEqualTo(2));
    }

    @Test
    void statistics_that_were_reset_in_between_are_noticed() {
        orders.execute("select count(*) from orders where placed = 1");

        SlowQueryReport report = find(() -> asAdmin("select pg_stat_statements_reset()"));

        assertThat(report.notes()).anySatisfy(note -> assertThat(note).contains("were reset in between"));
        assertThat(report.period()).startsWith("since ");
    }

    private SlowQueryReport find(Runnable meanwhile) {
        return new SlowQueries(Clock.systemUTC(), (time, cancellation) -> meanwhile.run())
                .find(
                        orders.target(),
                        List.of(),
                        Duration.ofSeconds(5),
                        SessionTag.cli("test"),
                        Cancellation.none(),
                        Progress.silent());
    }

    private void asAdmin(String... statements) {
        String database = orders.target().dialect().databaseOf(orders.target().properties());
        String url =
                PostgresServer.shared().adminUrl().replaceFirst("(jdbc:postgresql://[^/]+/)[^?]*", "$1" + database);
        try (Connection admin = DriverManager.getConnection(url);
                Statement statement = admin.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
