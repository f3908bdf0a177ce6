package com.fingood.runbook.target;

import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class RowMarkTest {

    private static final SessionTag TAG = SessionTag.cli("test");

    private final Target target =
            new Targets(Map.of("ledger", TestDatabases.postgresql().fresh("mark"))).get("ledger");

    @BeforeEach
    void rows() throws SQLException {
        execute(
                "create table accounts (id int primary key, name text)",
                "insert into accounts select n, 'account ' || n from generate_series(1, 1000) n",
                "create table \"Odd Name\" (id int)",
                "insert into \"Odd Name\" values (1)",
                "vacuum freeze accounts");
    }

    @Test
    void what_nobody_wrote_to_is_known_to_be_as_it_was() throws SQLException {
        RowMark mark = mark();
        Fingerprint then = then();
        execute("vacuum full accounts", "begin; update accounts set name = 'x'; rollback");

        assertThat(nothingSince(mark, then)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into accounts values (0, 'new')",
                "update accounts set name = 'x' where id = 7",
                "update accounts set name = name where id = 7",
                "delete from accounts where id = 7",
                "begin; delete from accounts where id = 7; insert into accounts values (7, 'account 7'); commit",
                "begin; savepoint a; update accounts set name = 'x' where id = 7; release a; commit",
                "truncate accounts",
                "update \"Odd Name\" set id = 2",
                "create table more (id int)",
                "alter table accounts add column more int default 1",
                "select lo_create(0)"
            })
    void whatever_is_written_is_noticed(String sql) throws SQLException {
        RowMark mark = mark();
        Fingerprint then = then();
        execute(sql);

        assertThat(nothingSince(mark, then)).isFalse();
    }

    @Test
    void who_was_at_work_at_the_mark_and_is_done_later_is_noticed() throws SQLException {
        try (Connection early = target.connect(TAG)) {
            early.setAutoCommit(false);
            early.createStatement().execute("update accounts set name = 'x' where id = 7");
            RowMark mark = mark();
            Fingerprint then = then();
            assertThat(nothingSince(mark, then)).isTrue();
            early.commit();

            assertThat(nothingSince(mark, then)).isFalse();
        }
    }

    @Test
    void of_another_server_or_another_start_nothing_is_concluded() {
        RowMark mark = mark();
        Fingerprint then = then();

        assertThat(nothingSince(new RowMark("00000002 " + mark.server().substring(9), mark.oldest()), then))
                .isFalse();
    }

    @Test
    void h2_keeps_no_such_numbers() {
        Target h2 = new Targets(Map.of("ledger", TestDatabases.h2().fresh("mark"))).get("ledger");

        assertThat(RowMark.now(h2, TAG)).isEmpty();
    }

    private RowMark mark() {
        return RowMark.now(target, TAG).orElseThrow();
    }

    private Fingerprint then() {
        return target.fingerprint(TAG, Cancellation.none());
    }

    private boolean nothingSince(RowMark mark, Fingerprint then) {
        return mark.nothingSince(target, TAG, then, Cancellation.none());
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = target.connect(TAG);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
