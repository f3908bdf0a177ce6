package com.fingood.runbook.target;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MaskedSqlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "select * from t where id = 42 and name = 'Anna' | select * from t where id = ? and name = ?",
                "select 'it''s', x from t | select ?, x from t",
                "select E'a\\'Anna', x | select ?",
                "select 'a\\', 'Anna' from t | select ?",
                "update \"T 1\" set a1 = -1.5e3, b = $1 | update \"T 1\" set a1 = -?, b = $1",
                "select $x$Anna$x$, $$b$$ from t2 | select ?, ? from t2",
                "select 1 -- Anna | select ?",
                "select /* Anna /* x */ */ a | select a",
                "insert into t values ('Anna', 0x1F, U&'d', X'0f') | insert into t values (?, ?, ?, ?)",
            })
    void values_are_question_marks_and_names_stay(String sql, String shown) {
        assertThat(MaskedSql.of(sql)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 'Anna",
                "select $a$Anna",
                "select /* Anna",
                "select \"Anna",
                "select 'x''Anna",
                "select e'\\''||'Anna'"
            })
    void what_the_server_cut_is_masked_to_its_end(String sql) {
        assertThat(MaskedSql.of(sql)).doesNotContain("Anna");
    }
}
