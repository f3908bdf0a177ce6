package com.fingood.runbook.change;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class SpecificSectionsTest {

    @TempDir
    private Path folder;

    @Test
    void what_names_the_change_is_specific() throws IOException {
        change("1.0", "create table accounts (id bigint);", "The table accounts is new: nobody waits.");
        change("1.1", "alter table accounts add note text;", "The lock on accounts is short.");
        assertThat(problems("1.1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TODO",
                "To be defined later.",
                "Describe the risks of accounts.",
                "<describe risks>",
                "N/A",
                "..."
            })
    void words_of_a_template_are_not(String text) throws IOException {
        change("1.0", "create table accounts (id bigint);", text);
        assertThat(problems("1.0")).contains("Risk assessment").contains("template");
    }

    @Test
    void the_words_of_another_change_are_not_when_they_name_nothing_of_this_one() throws IOException {
        change("1.0", "create table accounts (id bigint);", "Low risk, as always.");
        change("1.1", "create table cards (id bigint);", "Low risk,  as always.");
        assertThat(problems("1.1")).contains("word for word that of version 1.0");
    }

    @Test
    void a_name_in_angle_brackets_is_no_template() throws IOException {
        change("1.0", "create table accounts (id bigint);", "References look like MF-<account>.");
        assertThat(problems("1.0")).isEmpty();
    }

    private String problems(String version) {
        ChangeFolder read = ChangeFolder.at(folder);
        return String.join(
                "\n",
                SpecificSections.of(read.change(version), read).stream()
                        .map(Problem::toString)
                        .toList());
    }

    private void change(String version, String script, String risk) throws IOException {
        Files.writeString(folder.resolve("V" + version + "__a_change.sql"), script);
        Files.writeString(
                folder.resolve("V" + version + "__a_change.md"),
                "---\ntitle: a change\n---\n\n## Risk assessment\n" + risk + "\n\n## Rollback plan\nDrop accounts of "
                        + version + ".\n");
    }
}
