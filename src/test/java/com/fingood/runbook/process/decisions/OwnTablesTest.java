package com.fingood.runbook.process.decisions;

import com.fingood.runbook.run.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which files of a company's folder are taken, and whose approval counts. */
class OwnTablesTest {

    private static final byte[] TABLE = "a table".getBytes(StandardCharsets.UTF_8);
    private static final String CARLA = "{ by: carla, role: compliance-officers, date: 2026-11-20 }";
    private static final String MIKE = "{ by: mike, role: change-managers, date: 2026-11-21 }";

    @TempDir
    Path folder;

    @BeforeEach
    void an_approved_table() throws IOException {
        Files.write(folder.resolve("approval-policy.dmn"), TABLE);
        approved(CARLA, MIKE);
    }

    @Test
    void a_table_that_two_people_approved_is_taken() {
        assertThat(tables().get("approval-policy").approvedBy())
                .isEqualTo("carla (compliance-officers, 2026-11-20), mike (change-managers, 2026-11-21)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"carla", "\"Carla \"", "CARLA", "\" cArLa\"", "\"carla\\u00a0\""})
    void one_person_with_two_spellings_is_one(String again) throws IOException {
        approved(CARLA, MIKE.replace("mike", again));
        assertRefused("two people must have approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"  \"", "null", "\"car\\u200bla\"", "\"mi\\nke\""})
    void a_name_that_nobody_can_read_is_refused(String name) throws IOException {
        approved(CARLA, MIKE.replace("mike", name));
        assertRefused("needs 'by' (a login)");
        approved(CARLA, MIKE.replace("change-managers", name));
        assertRefused("needs 'by' (a login)");
    }

    @Test
    void a_name_is_no_longer_than_100_characters() throws IOException {
        approved(CARLA, MIKE.replace("mike", "m".repeat(100)));
        assertThat(tables()).hasSize(1);
        approved(CARLA, MIKE.replace("mike", "m".repeat(101)));
        assertRefused("longer than 100 characters");
        approved(CARLA, MIKE, MIKE.replace("change-managers", "c".repeat(101)));
        assertRefused("longer than 100 characters");
    }

    @Test
    void more_approvals_than_a_record_holds_are_refused() throws IOException {
        String[] many =
                Collections.nCopies(20, MIKE.replace("mike", "m".repeat(100))).toArray(String[]::new);
        many[0] = CARLA;
        approved(many);
        assertRefused("longer than 2000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "\"\"", "2026-13-77x", "20261120"})
    void a_date_is_a_day(String date) throws IOException {
        approved(CARLA, MIKE.replace("2026-11-21", date));
        assertRefused("'date' (such as 2026-11-20)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: [", "sha256: !!java.net.URL [\"http://127.0.0.1\"]", "- - -\n\t- x", ""})
    void approvals_that_cannot_be_read_are_refused_in_words(String yaml) throws IOException {
        Files.writeString(folder.resolve("approval-policy.approvals.yaml"), yaml);
        assertRefused(yaml.isEmpty() ? "its sha256 is for other bytes" : "it is no YAML");
    }

    @ParameterizedTest
    @CsvSource({
        "rollback-lane.dmn, the table 'rollback-lane' can't be replaced",
        "rollback-lane.approvals.yaml, the table 'rollback-lane' can't be replaced",
        "Approval-Policy.dmn, there is no such table",
        "APPROVAL-POLICY.DMN, there is no such table",
        "approval-policy.DMN, there is no such table",
        "approval-policy.dmn.bak, there is no such table",
        "approval-policy, there is no such table",
        ".approval-policy.dmn, there is no such table",
        "README.md, there is no such table",
        "support-level.approvals.yaml, 'the table that it approves, support-level.dmn, does not lie beside it'",
        "support-level.dmn, it is missing. Write there",
    })
    void what_else_lies_in_the_folder_is_refused_by_name(String file, String said) throws IOException {
        Files.write(folder.resolve(file), TABLE);
        assertRefused(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tables", "support-level.dmn", "approval-policy"})
    void a_folder_in_the_folder_is_refused_by_name(String name) throws IOException {
        Files.createDirectory(folder.resolve(name));
        assertRefused("there is no such table");
    }

    @Test
    void what_file_systems_and_version_control_keep_there_is_let_lie() throws IOException {
        Files.createDirectory(folder.resolve("..data"));
        Files.write(folder.resolve(".gitkeep"), new byte[0]);
        assertThat(tables()).hasSize(1);
    }

    @Test
    void a_path_that_no_record_holds_is_refused() throws IOException {
        Path deep = folder.resolve("d".repeat(200)).resolve("e".repeat(200));
        Files.createDirectories(deep);
        Files.write(deep.resolve("approval-policy.dmn"), TABLE);
        assertThatThrownBy(() -> OwnTables.in(deep, Set.of("approval-policy"), Set.of("approval-policy")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("longer than 400 characters");
    }

    private void approved(String... by) throws IOException {
        Files.writeString(
                folder.resolve("approval-policy.approvals.yaml"),
                "sha256: " + Sha256.of(TABLE) + "\napproved:\n  - " + String.join("\n  - ", by) + "\n");
    }

    private Map<String, TakenTable> tables() {
        return OwnTables.in(
                folder,
                Set.of("approval-policy", "rollback-lane", "support-level"),
                Set.of("approval-policy", "support-level"));
    }

    private void assertRefused(String said) {
        assertThatThrownBy(this::tables)
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("The server does not start: " + folder)
                .hasMessageContaining(said);
    }
}
