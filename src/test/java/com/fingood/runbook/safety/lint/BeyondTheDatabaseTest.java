package com.fingood.runbook.safety.lint;

import com.fingood.runbook.safety.Finding;
import com.fingood.runbook.safety.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** What leaves the database, or never gets there. */
class BeyondTheDatabaseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "copy ledger.accounts to program 'gzip > /tmp/a.gz'",
                "copy ledger.accounts (id, iban) from '/tmp/a.csv' with (format csv)",
                "copy (select * from ledger.accounts) to '/tmp/a.csv'",
                "select dblink_exec('dbname=other', 'drop table t')",
                "select count(*), ledger.close_month(1), lo_export(1, '/tmp/a')",
                "select pg_terminate_backend(4711)"
            })
    void what_reaches_beyond_the_database_blocks(String sql) {
        assertThat(check(sql)).extracting(Finding::rule, Finding::severity).contains(tuple("DO1", Severity.HIGH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"copy ledger.accounts to stdout", "copy ledger.notes from stdin;\n1\tx\n\\.\nselect 1"})
    void what_the_session_itself_gives_and_takes_does_not(String sql) {
        assertThat(check(sql)).extracting(Finding::rule).doesNotContain("DO1");
    }

    @Test
    void a_command_of_psql_is_named_with_the_advice_for_it() {
        assertThat(check("\\i other.sql\n\\set x 'it''s\nselect 1;\n"))
                .filteredOn(finding -> finding.rule().equals("TX6"))
                .extracting(Finding::condition, Finding::workaround)
                .containsExactly(
                        tuple(
                                "The script says \\i, which is a command of psql.",
                                "-- put the statements of that file here: what is not in this file is not reviewed"),
                        tuple(
                                "The script says \\set, which is a command of psql.",
                                "-- write the value where it is used"));
    }

    private static List<Finding> check(String sql) {
        return RuleExample.check("V1__x.sql", sql + ";\n");
    }
}
