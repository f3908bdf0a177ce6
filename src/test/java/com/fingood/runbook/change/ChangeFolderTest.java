package com.fingood.runbook.change;

import com.fingood.runbook.run.Refusal;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChangeFolderTest {

    @TempDir
    Path folder;

    @Test
    void versions_come_in_flyways_order() throws IOException {
        List<String> expected = List.of("1.0", "2.9", "2.10", "2.10.1", "3", "20260101.1");
        List<String> shuffled = new ArrayList<>(expected);
        Collections.reverse(shuffled);
        for (String version : shuffled) {
            write("V" + version + "__x.sql", "select 1");
        }

        assertThat(ChangeFolder.at(folder).versions()).isEqualTo(expected);
        assertThat(expected.stream().map(MigrationVersion::fromVersion)).isSorted();
    }

    @Test
    void a_version_is_found_by_any_spelling_and_reported_by_its_own() throws IOException {
        write("V2.1__daily statements.sql", "select 1");
        write("V3_1__underscores.sql", "select 1");

        assertThat(ChangeFolder.at(folder).change("2.1.0").version()).isEqualTo("2.1");
        assertThat(ChangeFolder.at(folder).change("2.1").name()).isEqualTo("daily statements");
        assertThat(ChangeFolder.at(folder).change("3.1").version())
                .isEqualTo(MigrationVersion.fromVersion("3_1").getVersion());
    }

    @Test
    void an_unknown_version_is_refused_with_the_known_ones() throws IOException {
        write("V2.1__x.sql", "select 1");
        write("U2.2__only_an_undo.sql", "select 1");

        assertThatThrownBy(() -> ChangeFolder.at(folder).change("2.2"))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("unknown-version"))
                .hasMessageContaining("Known versions: 2.1.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../2.1", "2.1/..", "2 1", "2.1'", "\"2.1\"", "", ".", "2..1", "v2", "2.1\n2.2", "-1"})
    void a_malformed_version_is_refused_in_words(String version) {
        assertMalformed(version);
    }

    @Test
    void a_very_long_version_is_refused_and_not_repeated_in_full() {
        assertMalformed("1".repeat(61));
        assertMalformed("1.".repeat(50_000) + "1");
        assertMalformed(null);
    }

    @Test
    void two_scripts_of_one_version_are_refused_naming_both() throws IOException {
        write("V2.1__a.sql", "select 1");
        write("V2.1.0__b.sql", "select 1");

        assertThatThrownBy(() -> ChangeFolder.at(folder).versions())
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("duplicate-version"))
                .hasMessageContaining("V2.1__a.sql")
                .hasMessageContaining("V2.1.0__b.sql");
    }

    @Test
    void a_missing_folder_is_refused() {
        assertThatThrownBy(() -> ChangeFolder.at(folder.resolve("no such")))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.kind()).isEqualTo(Refusal.Kind.BAD_INPUT))
                .hasMessageContaining("no such");
    }

    @Test
    void a_link_that_leaves_the_folder_is_refused_and_one_that_stays_is_not(@TempDir Path elsewhere)
            throws IOException {
        write("real.txt", "select 1");
        Files.createSymbolicLink(folder.resolve("V1__inside.sql"), folder.resolve("real.txt"));
        assertThat(ChangeFolder.at(folder).change("1").script().text()).isEqualTo("select 1");

        Path secret = Files.writeString(elsewhere.resolve("secret"), "secret");
        Files.createSymbolicLink(folder.resolve("V2__outside.sql"), secret);
        assertThatThrownBy(() -> ChangeFolder.at(folder).change("1"))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("link-out-of-folder"));
    }

    @Test
    void a_linked_checks_directory_outside_is_refused(@TempDir Path elsewhere) throws IOException {
        Files.createSymbolicLink(folder.resolve("checks"), elsewhere);

        assertThatThrownBy(() -> ChangeFolder.at(folder).checks()).isInstanceOf(Refusal.class);
    }

    @Test
    void what_would_never_run_is_a_problem_of_the_folder() throws IOException {
        write("V1__a.sql", "select 1");
        write("V2_missing_underscore.sql", "select 1");
        write("R__repeatable.sql", "select 1");
        write("beforeMigrate.sql", "select 1");
        write("U3__undo_of_nothing.sql", "select 1");
        write("checks/integritty/a.sql", "-- id: a\nselect 1");

        assertThat(ChangeFolder.at(folder).problems())
                .extracting(Problem::where)
                .containsExactlyInAnyOrder(
                        "V2_missing_underscore.sql",
                        "R__repeatable.sql",
                        "beforeMigrate.sql",
                        "U3__undo_of_nothing.sql",
                        "checks/integritty");
    }

    private void assertMalformed(String version) {
        assertThatThrownBy(() -> ChangeFolder.at(folder).change(version))
                .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo("malformed-version"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250).doesNotContain("\n"));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
