package com.fingood.runbook.change;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class CheckFileTest {

    @TempDir
    Path folder;

    @Test
    void every_entry_of_the_header_is_read() throws IOException {
        CheckFile check = check(
                "integrity",
                """
                -- id: overdrawn
                -- severity: critical
                -- timeout: 250ms
                -- dialect: postgresql
                -- Two words: that is prose
                -- The ledger's question: is anybody overdrawn?
                -- keys: account_id, "Owner, ""Name"" of"
                -- population: select count(*) from accounts where note <> 'a: b'
                -- warn: 2
                -- fail: 5
                -- conserved: false

                select 1;
                """);

        assertThat(check.problems()).isEmpty();
        assertThat(check.id()).isEqualTo("overdrawn");
        assertThat(check.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(check.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(check.dialect()).isEqualTo("postgresql");
        assertThat(check.keys()).containsExactly("account_id", "\"Owner, \"\"Name\"\" of\"");
        assertThat(check.population()).isEqualTo("select count(*) from accounts where note <> 'a: b'");
        assertThat(check.warn()).isEqualTo(2);
        assertThat(check.fail()).isEqualTo(5);
        assertThat(check.conserved()).isFalse();
    }

    @Test
    void defaults_are_said_where_nothing_is() throws IOException {
        CheckFile check = check("integrity", "-- id: a\nselect 1");

        assertThat(check.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(check.timeout()).isEqualTo(CheckFile.DEFAULT_TIMEOUT);
        assertThat(check.fail()).isEqualTo(1);
        assertThat(check.warn()).isNull();
        assertThat(check.keys()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select 1|id is missing",
                "-- id: a b#select 1|id is 'a b'",
                "-- id: a#-- severity: bad#select 1|severity is 'bad'",
                "-- id: a#-- Severity: low#select 1|'Severity' is not an entry of a check",
                "-- id: a#-- timeout: 5#select 1|timeout is '5'",
                "-- id: a#-- timeout: 0s#select 1|timeout is '0s'",
                "-- id: a#-- key: id#select 1|'key' is not an entry of a check",
                "-- id: a#-- keys: a b#select 1|keys is 'a b'",
                "-- id: a#-- fail: 0#select 1|fail is '0'",
                "-- id: a#-- warn: 3#select 1|warn is 3 but the check fails from 1",
                "-- id: a#-- conserved: yes#select 1|conserved is 'yes'",
                "-- id: a#-- population: delete from t#select 1|population is 'delete from t'",
                "-- id: a#-- dialect: oracle#select 1|dialect is 'oracle'",
                "-- id: a#-- id: b#select 1|'id' stands there twice",
                "-- id: a#-- nothing else;#/* ; */|there is no SQL",
                "-- id: a#select 1; select 2|an integrity check is one query",
                "-- id: a#delete from t|an integrity check is one query"
            })
    void a_faulty_file_says_what_is_wrong(String text, String problem) throws IOException {
        assertThat(check("integrity", text.replace('#', '\n')).problems())
                .extracting(Problem::what)
                .containsExactly(problem);
    }

    private CheckFile check(String suite, String text) throws IOException {
        Path file = folder.resolve("checks/" + suite + "/file.sql");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return ChangeFolder.at(folder).checks(suite).get(0);
    }
}
