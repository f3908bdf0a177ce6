package com.fingood.runbook.change;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChangeDocumentTest {

    private static final String HEAD =
            """
            title: Daily statements
            risk: low
            ticket: FIN-2101
            author: rita
            personal-data: none
            """;

    private static final String SECTIONS = Stream.of(Section.values())
            .map(s -> "## " + s.heading() + "\nSomething about it.\n")
            .collect(Collectors.joining("\n"));

    @TempDir
    Path folder;

    @Test
    void a_complete_document_has_no_problem() throws IOException {
        Change change = change(HEAD + "fence: true\nlock-timeout: 500ms\nstatement-timeout: 2m\n", SECTIONS);

        assertThat(change.problems()).isEmpty();
        ChangeDocument document = change.document().orElseThrow();
        assertThat(document.risk()).isEqualTo(Risk.LOW);
        assertThat(document.fence()).isTrue();
        assertThat(document.lockTimeout()).isEqualTo(Duration.ofMillis(500));
        assertThat(document.statementTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(document.sections().keySet())
                .containsExactlyElementsOf(
                        Stream.of(Section.values()).map(Section::heading).toList());
        assertThat(document.section(Section.PURPOSE)).contains("Something about it.");
    }

    @Test
    void everything_wrong_is_said_at_once_with_its_line() throws IOException {
        Change change = change(
                """
                titel: x
                risk: harmless
                author: rita rot
                lock-timeout: soon
                personal-data:
                  - column: customers.email
                    purpose: notices
                """,
                SECTIONS.replace("## Purpose\nSomething about it.", "## Purpose\n<!-- what? -->\n")
                        .replace("## Rollback plan", "## Way back")
                        .replace("## Compliance notes\nSomething about it.", "## Compliance notes\nTBD"));

        assertThat(change.problems().stream().map(p -> p.where().replaceFirst(".*md", "") + " " + p.what()))
                .containsExactlyInAnyOrder(
                        ":2 'titel' is not an entry of a document",
                        ":1 title is missing",
                        ":3 risk is 'harmless'",
                        ":1 ticket is missing",
                        ":4 author is 'rita rot'",
                        ":5 lock-timeout is 'soon'",
                        ":7 an entry of personal-data lacks retention",
                        ":11 section 'Purpose' is empty",
                        " section 'Rollback plan' is missing",
                        ":27 section 'Compliance notes' is empty");
    }

    @Test
    void broken_yaml_names_its_line() throws IOException {
        Change change = change("title: a\nrisk: [low\nticket: b: c\n", SECTIONS);

        assertThat(change.problems()).hasSize(1);
        assertThat(change.problems().get(0).what()).contains("not valid YAML");
        assertThat(change.problems().get(0).where()).matches("V1__x.md:[34]");
    }

    @Test
    void a_tag_that_would_create_an_object_creates_none() throws IOException {
        Change change = change(HEAD.replace("low", "!!javax.script.ScriptEngineManager [low]"), SECTIONS);

        assertThat(change.problems()).hasSize(1);
        assertThat(change.problems().get(0).what()).contains("Global tag is not allowed");
    }

    @Test
    void a_heading_in_a_code_block_is_text() throws IOException {
        Change change = change(HEAD, SECTIONS.replace("## Purpose\n", "## Purpose\n```\n## Purpose\n```\n"));

        assertThat(change.problems()).isEmpty();
        assertThat(change.document().orElseThrow().section(Section.PURPOSE).orElseThrow())
                .contains("## Purpose");
    }

    @Test
    void missing_undo_and_document_are_problems() throws IOException {
        Files.writeString(folder.resolve("V1__x.sql"), "select 1");

        assertThat(ChangeFolder.at(folder).change("1").problems())
                .extracting(Problem::where)
                .containsExactly("U1__x.sql", "V1__x.md");
    }

    @Test
    void bytes_that_are_no_utf_8_are_a_problem_of_each_file() throws IOException {
        for (String name : List.of("V1__x.sql", "U1__x.sql", "V1__x.md")) {
            Files.write(folder.resolve(name), new byte[] {'-', '-', ' ', (byte) 0xE9, '\n'});
        }

        assertThat(ChangeFolder.at(folder).change("1").problems()).hasSize(3).allMatch(p -> p.what()
                .contains("not valid UTF-8"));
    }

    @Test
    void a_file_too_large_for_a_form_is_hashed_and_not_read() throws IOException {
        change(HEAD, SECTIONS);
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("V1__x.sql").toFile(), "rw")) {
            file.setLength(ChangeFile.MAX_TEXT_BYTES + 1);
        }
        Change change = ChangeFolder.at(folder).change("1");

        assertThat(change.script().sha256()).hasSize(64);
        assertThatThrownBy(() -> change.script().text()).hasMessageContaining("is not shown");
        assertThat(change.problems()).hasSize(1);
    }

    @Test
    void a_file_that_changes_while_in_use_is_refused(@TempDir Path copies) throws IOException {
        Change change = change(HEAD, SECTIONS);
        Files.writeString(folder.resolve("V1__x.sql"), "drop table accounts");

        assertThatThrownBy(() -> change.script().text()).hasMessageContaining("was changed while");
        assertThatThrownBy(() -> change.script().copyInto(copies)).hasMessageContaining("was changed while");
    }

    private Change change(String head, String sections) throws IOException {
        Files.writeString(folder.resolve("V1__x.sql"), "select 1");
        Files.writeString(folder.resolve("U1__x.sql"), "select 1");
        Files.writeString(folder.resolve("V1__x.md"), "---\n" + head + "---\n\n" + sections);
        return ChangeFolder.at(folder).change("1");
    }
}
