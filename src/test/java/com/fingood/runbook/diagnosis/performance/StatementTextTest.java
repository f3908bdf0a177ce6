package com.fingood.runbook.diagnosis.performance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatementTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "select * from t where a = 'O''Hara' and b = 12.5e3 # select * from t where a = ? and b = ?",
                "create user x password 'secret' # create user x password ?",
                "select $1, $2::text from t2 where c3 = $3 # select ?, ?::text from t2 where c3 = ?",
                "do $body$ raise 'x' $body$ # do ?",
                "do $$ select 1 $$ -- and 4 # do ?",
                "select /* card 4111 */ 1 -- 2 # select ?",
                "select \"col 1\" from \"T2\" where x in (1, 2,3) # select \"col 1\" from \"T2\" where x in (?, ...)",
                "select 'never closed # select ?",
            })
    void no_literal_is_left(String sql, String shown) {
        assertThat(StatementText.withoutLiterals(sql)).isEqualTo(shown);
    }
}
