package com.fingood.runbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class LintCommandTest {

    private static final String INDEX = "CREATE INDEX i ON ledger.accounts (currency)";

    @TempDir
    private Path folder;

    private Path bad;
    private Path good;

    @BeforeEach
    void twoScripts() throws IOException {
        bad = write("bad.sql", "SELECT 1 FROM t WHERE iban = 'secret';\n  " + INDEX + " WHERE iban <> 'secret';\n");
        good = write("good.sql", "SELECT 1;\n");
    }

    @Test
    void nothing_found_is_0() {
        CommandRun run = CommandRun.of("lint", good.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("PASSED at level critical: 1 script, no findings.");
    }

    @Test
    void a_finding_that_blocks_is_1_and_shows_its_place_without_any_value() {
        CommandRun run = CommandRun.of("lint", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "bad.sql:2:3: high LK1:",
                        "  2 |   CREATE INDEX i ON",
                        "    |   ^",
                        "CREATE INDEX CONCURRENTLY",
                        "2 scripts, 1 high")
                .doesNotContain("WHERE iban = 'secret'");
        assertThat(run.out().lines().filter(line -> line.contains(" | "))).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void below_level_critical_only_critical_findings_block() throws IOException {
        assertThat(CommandRun.of("lint", "--level", "warning", bad.toString()).exitCode())
                .isZero();
        Path drop = write("drop.sql", "DROP TABLE ledger.accounts;");
        assertThat(CommandRun.of("lint", "--level", "info", drop.toString()).exitCode())
                .isEqualTo(1);
    }

    @Test
    void what_can_not_be_checked_is_2() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(CommandRun.of("lint", folder.resolve("none.sql").toString()))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err()).contains("none.sql does not exist"));
        assertThat(CommandRun.of("lint", empty.toString()).exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("lint").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("lint", "--level", "high", bad.toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void json_holds_findings_and_waivers() throws IOException {
        write("waived.sql", "-- runbook:waive LK1 reason=\"40 rows\" ticket=FIN-1\n" + INDEX + ";");

        CommandRun run = CommandRun.of("--format", "json", "lint", folder.toString());

        JsonNode finding = run.json().path("findings").path(0);
        assertThat(run.json().path("verdict").asText()).isEqualTo("failed");
        assertThat(run.json().path("level").asText()).isEqualTo("critical");
        assertThat(run.json().path("findings")).hasSize(1);
        assertThat(finding.path("rule").asText()).isEqualTo("LK1");
        assertThat(finding.path("severity").asText()).isEqualTo("high");
        assertThat(finding.path("source").asText()).isEqualTo("static");
        assertThat(finding.path("file").asText()).isEqualTo(bad.toString());
        assertThat(finding.path("line").asInt()).isEqualTo(2);
        assertThat(finding.path("statement").asText()).startsWith("CREATE INDEX i");
        assertThat(finding.path("lock").asText()).isEqualTo("SHARE");
        assertThat(finding.path("table").asText()).isEqualTo("ledger.accounts");
        assertThat(run.json().path("waivers").path(0).path("ticket").asText()).isEqualTo("FIN-1");
    }

    @Test
    void sarif_points_to_rules_and_places_and_lists_the_waived_as_suppressed() throws IOException {
        write("waived.sql", "-- runbook:waive LK1 reason=\"40 rows\" ticket=FIN-1\n" + INDEX + ";");

        JsonNode log =
                CommandRun.of("lint", "--format", "sarif", folder.toString()).json();

        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        JsonNode run = log.path("runs").path(0);
        JsonNode rules = run.path("tool").path("driver").path("rules");
        assertThat(run.path("results")).hasSize(2).allSatisfy(result -> {
            assertThat(rules.path(result.path("ruleIndex").asInt()).path("id")).isEqualTo(result.path("ruleId"));
            assertThat(result.path("message").path("text").asText()).isNotBlank();
            JsonNode place = result.path("locations").path(0).path("physicalLocation");
            assertThat(place.path("artifactLocation").path("uri").asText()).endsWith(".sql");
            assertThat(place.path("region").path("startLine").asInt()).isPositive();
        });
        assertThat(run.path("results").path(0).path("level").asText()).isEqualTo("error");
        assertThat(run.path("results")
                        .path(1)
                        .path("suppressions")
                        .path(0)
                        .path("kind")
                        .asText())
                .isEqualTo("inSource");
    }

    @Test
    void sarif_is_for_lint_alone() {
        CommandRun run = CommandRun.of("--format", "sarif", "targets");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("sarif is for lint alone");
    }

    @Test
    void an_undo_is_checked_with_the_script_that_it_undoes() throws IOException {
        write("V1__notes.sql", "CREATE TABLE ledger.notes (id bigint NOT NULL, CONSTRAINT notes_pk PRIMARY KEY (id));");
        Path undo = write("U1__notes.sql", "DROP TABLE ledger.notes;");

        CommandRun run = CommandRun.of("lint", undo.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("U1__notes.sql:1:1: low DL1");
    }

    private Path write(String name, String sql) throws IOException {
        return Files.writeString(folder.resolve(name), sql);
    }
}
