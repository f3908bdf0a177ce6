package com.fingood.runbook.validation;

import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import com.fingood.runbook.target.Targets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class OneRowTest {

    private final Target target =
            new Targets(Map.of("ledger", TestDatabases.postgresql().fresh("onerow"))).get("ledger");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*), sum(n) from generate_series(1, 10) n",
                "with n as (select generate_series(1, 10) as n) select max(n) from n;"
            })
    void a_sum_over_everything_is_one_row(String sql) throws SQLException {
        assertThat(isCertain(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select n from generate_series(1, 10) n",
                "select n % 2, count(*) from generate_series(1, 10) n group by 1",
                "select generate_series(1, count(*)) from generate_series(1, 10) n",
                "select count(*) from nowhere",
                "select count(*) from generate_series(1, 10); create table a (id int)",
                "with d as (delete from kept returning id) select id from d",
                "insert into kept select count(*) from kept",
                "this is no query"
            })
    void whatever_else_is_not_certain_and_nothing_comes_of_asking(String sql) throws SQLException {
        assertThat(isCertain(sql)).isFalse();
    }

    /** Within a transaction that is of use afterwards as before. */
    private boolean isCertain(String sql) throws SQLException {
        try (Connection connection = target.connect(SessionTag.cli("test"))) {
            connection.createStatement().execute("create table kept (id int)");
            connection.createStatement().execute("insert into kept values (1)");
            connection.setAutoCommit(false);
            boolean certain = OneRow.isCertain(connection, sql);
            try (ResultSet kept = connection.createStatement().executeQuery("select count(*) from kept")) {
                kept.next();
                assertThat(kept.getInt(1)).isEqualTo(1);
            }
            connection.commit();
            return certain;
        }
    }
}
