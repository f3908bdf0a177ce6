package com.fingood.runbook.migration;

import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScriptSanityTest {

    @TempDir
    Path folder;

    @Test
    void psql_commands_are_refused_with_file_and_line() {
        refused("SELECT 1;\n\\i other.sql\n", "psql-command", "V1__x.sql:2");
        refused("\\connect other\nSELECT 1;", "psql-command", "V1__x.sql:1");
    }

    @Test
    void copy_data_may_begin_with_a_backslash() {
        assertThatCode(() ->
                        ScriptSanity.demand(script("COPY a FROM STDIN;\n\\N\t1\n\\t\n\\.\nSELECT 1;\n".getBytes())))
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_not_utf_8_is_refused_with_its_line() {
        refused("SELECT 1;\n-- caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1), "not-utf-8", "V1__x.sql:2");
    }

    @Test
    void a_script_without_a_statement_is_refused() {
        refused("", "empty-script", "V1__x.sql");
        refused("-- nothing\n/* at\n all */ ;\n", "empty-script", "V1__x.sql");
    }

    @Test
    void shown_words_end_where_values_could_begin() {
        assertThat(StatementWords.of("-- why\nINSERT INTO \"My Table\" VALUES ('secret')"))
                .isEqualTo("INSERT INTO \"My Table\"");
        assertThat(StatementWords.of("UPDATE a SET pin = 1234")).isEqualTo("UPDATE a");
        assertThat(StatementWords.of("SET lock_timeout = 5")).isEqualTo("SET lock_timeout");
        assertThat(StatementWords.of("CREATE INDEX CONCURRENTLY i ON s.t (c)"))
                .isEqualTo("CREATE INDEX CONCURRENTLY i ON s.t");
        assertThat(StatementWords.of("$$")).isEqualTo("statement");
    }

    private void refused(String text, String code, String where) {
        refused(text.getBytes(StandardCharsets.UTF_8), code, where);
    }

    private void refused(byte[] bytes, String code, String where) {
        assertThatThrownBy(() -> ScriptSanity.demand(script(bytes))).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.BAD_INPUT);
            assertThat(refusal).hasMessageContaining(where);
        });
    }

    private Script script(byte[] bytes) throws IOException {
        return Script.read(Files.write(folder.resolve("V1__x.sql"), bytes));
    }
}
