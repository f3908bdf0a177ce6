package com.fingood.runbook.change;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class SqlStatementsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select ';' as a",
                "select 'it''s;' as a",
                "select E'\\';' as a",
                "select \"a;b\"\"c\" from t",
                "select $$;$$",
                "select $a$ ; $b$ ; $$ $a$",
                "select 1 /* ; /* ; */ ; */",
                "select 1 -- ;",
                "create function f() returns int begin atomic select case when true then 1 end; select 2; end",
                "do $x$ begin perform 1; end $x$",
                "select a$b$c from t"
            })
    void a_semicolon_inside_something_does_not_split(String one) {
        assertThat(SqlStatements.of(one + "\n; select 2;")).hasSize(2);
        assertThat(SqlStatements.of(one).get(0).text()).isEqualTo(one);
    }

    @Test
    void lines_count_from_the_start_of_the_script() {
        List<SqlStatement> all = SqlStatements.of("-- head\n\nselect 1;\n/* c */\nselect\n2;");

        assertThat(all).extracting(SqlStatement::line).containsExactly(3, 5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "commit|true",
                "/* x */ COMMIT WORK|true",
                "begin|true",
                "end|true",
                "prepare transaction 'x'|true",
                "set local role admin|true",
                "set session characteristics as transaction read write|true",
                "set session_replication_role = replica|true",
                "prepare p as select 1|false",
                "set local timezone = 'UTC'|false",
                "select 'commit'|false",
                "select \"commit\" from t|false",
                "update t set a = case when b then 1 end|false"
            })
    void transaction_control_is_seen_and_nothing_else(String sql, boolean controls) {
        assertThat(SqlStatements.of(sql).get(0).controlsTransaction()).isEqualTo(controls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'open; select 2", "$$open; select 2", "/* open; select 2", "\"open; select 2", "E'\\", "$"})
    void what_is_left_open_reaches_to_the_end(String sql) {
        assertThat(SqlStatements.of("select " + sql)).hasSize(1);
    }

    @Test
    void white_space_and_comments_are_no_statement() {
        assertThat(SqlStatements.of(" ; -- a\n; /* b */ ;\n")).isEmpty();
        assertThat(SqlStatements.of("")).isEmpty();
    }
}
