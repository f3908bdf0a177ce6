package com.fingood.runbook.diagnosis.blocking;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WithoutLiteralsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    select * from t1 where a = 'x' and b=12.50 | select * from t1 where a = ? and b=?
                    update acc2 set n = 'O''Brien' where id=$1 | update acc2 set n = ? where id=$1
                    select E'a\\'secret' from t | select ? from t
                    select 'a\\' , 'secret' from t | select ?
                    select U&'s' , b'01', X'ff', n'x', "col 1", U&"c" | select ? , ?, ?, ?, "col 1", "c"
                    do $$ select 'secret' $$ | do ?
                    do $a$ x $$ secret $a$ language sql | do ? language sql
                    select 1 -- secret | select ?
                    select /* a /* secret */ b */ 2 | select ?
                    select 'secret cut off | select ?
                    select $$secret cut off | select ?
                    select "name cut off | select ...
                    select 1e-5, .5, 0x1F, 1_000, -3, a1, 5::int | select ?, ?, ?, ?, -?, a1, ?::int
                    insert into t values (1,'a'),(2,'b') | insert into t values (?,?),(?,?)
                    alter role r password 'secret' | alter role r password ?
                    select a.b, x$1, größe3 from t | select a.b, x$1, größe3 from t
                    select 'a' 'b' | select ? ?
                    """)
    void literals_and_comments_go_and_names_stay(String sql, String shown) {
        assertThat(WithoutLiterals.of(sql)).isEqualTo(shown.strip());
    }
}
