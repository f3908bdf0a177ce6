package com.fingood.runbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;

import static org.assertj.core.api.Assertions.assertThat;

class ChangingCommandsTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void a_change_goes_forward_and_back_by_confirmed_commands(TestDatabase database) {
        TargetHouse house = TargetHouse.on(database, "staging");

        CommandRun migrated = house.run("--format", "json", "migrate", "shop", "1.0", "--confirm");
        assertThat(migrated.exitCode()).as(migrated.err()).isZero();
        assertThat(migrated.json().path("status").asText()).isEqualTo("applied");
        JsonNode status = house.run("status", "shop", "--format", "json").json();
        assertThat(status.path("current").asText()).isEqualTo("1.0");
        assertThat(status.path("applied").path(0).path("by").asText()).isEqualTo("cli:alice");
        assertThat(status.path("pending").path(0).path("version").asText()).isEqualTo("1.1");

        CommandRun undone = house.run("undo", "shop", "1.0", "--reason", "not yet", "--confirm=shop");
        assertThat(undone.exitCode()).as(undone.err()).isZero();
        JsonNode after = house.run("status", "shop", "--format", "json").json();
        assertThat(after.path("current").isMissingNode()).isTrue();
        assertThat(after.path("undone").path(0).path("reason").asText()).isEqualTo("not yet");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_unconfirmed_command_says_what_it_would_do_and_does_nothing(TestDatabase database) {
        TargetHouse house = TargetHouse.on(database, "staging");

        CommandRun refused = house.run("migrate", "shop", "1.0");

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("run V1.0__shop.sql", "--confirm");
        assertThat(house.run("status", "shop", "--format", "json").json().path("applied"))
                .isEmpty();
    }

    @Test
    void a_failed_row_is_cleared_away_by_a_confirmed_command() throws IOException {
        TargetHouse house = TargetHouse.on(TestDatabases.h2(), "staging");
        Files.writeString(house.changesFolder().resolve("V1.0__shop.sql"), "ALTER TABLE nowhere ADD COLUMN b int;");
        CommandRun failed = house.run("migrate", "shop", "1.0", "--confirm");
        assertThat(failed.exitCode()).isEqualTo(5);

        CommandRun asked = house.run("repair", "shop", "1.0");
        assertThat(asked.exitCode()).isEqualTo(3);
        assertThat(asked.err()).contains("remove the failed row of version 1.0", "--confirm");
        CommandRun repaired = house.run("--format", "json", "repair", "shop", "1.0", "--reason", "a slip", "--confirm");

        assertThat(repaired.exitCode()).as(repaired.err()).isZero();
        assertThat(repaired.json().path("status").asText()).isEqualTo("repaired");
        assertThat(repaired.json().path("done")).hasSize(1);
        assertThat(house.run("repair", "shop", "1.1", "--confirm").exitCode()).isEqualTo(3);
        house.becomes("production");
        assertThat(house.run("repair", "shop", "1.0", "--confirm", "shop").err())
                .contains("--run RUN");
    }

    @Test
    void the_runbooks_variable_limits_a_statement_unless_an_option_does() throws IOException {
        TargetHouse house = TargetHouse.on(TestDatabases.postgresql(), "staging");
        Files.writeString(house.changesFolder().resolve("V1.0__shop.sql"), "SELECT pg_sleep(2);");

        CommandRun unreadable = house.runWith("MIGRATION_TIMEOUT", "soon", "migrate", "shop", "1.0", "--confirm");
        assertThat(unreadable.exitCode()).isEqualTo(2);
        assertThat(unreadable.err()).contains("MIGRATION_TIMEOUT is 'soon'", "3600");

        CommandRun tooShort = house.runWith("MIGRATION_TIMEOUT", "1", "migrate", "shop", "1.0", "--confirm");
        assertThat(tooShort.exitCode()).isEqualTo(1);
        assertThat(tooShort.err()).contains("statement timeout", "rolled back");

        CommandRun enough =
                house.runWith("MIGRATION_TIMEOUT", "1", "migrate", "shop", "1.0", "--timeout", "1m", "--confirm");
        assertThat(enough.exitCode()).as(enough.err()).isZero();
    }

    @Test
    void production_is_not_migrated_by_a_confirmation_nor_by_breaking_the_glass() {
        TargetHouse house = TargetHouse.on(TestDatabases.h2(), "production");

        CommandRun confirmed = house.run("migrate", "shop", "1.0", "--confirm", "shop");
        assertThat(confirmed.exitCode()).isEqualTo(3);
        assertThat(confirmed.err()).contains("--run RUN").doesNotContain("--break-glass");

        CommandRun broken = house.run("migrate", "shop", "1.0", "--break-glass", "urgent", "--confirm", "shop");
        assertThat(broken.exitCode()).isEqualTo(3);
        assertThat(broken.err()).contains("not for migrate");
        assertThat(house.home().resolve("runbook.journal")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_broken_glass_is_journalled_before_and_after_without_any_engine(TestDatabase database) throws IOException {
        TargetHouse house = TargetHouse.on(database, "staging");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isZero();
        house.becomes("production");

        CommandRun undone = house.run("undo", "shop", "1.0", "--break-glass", "payments fail", "--confirm", "shop");

        assertThat(undone.exitCode()).as(undone.err()).isZero();
        assertThat(Files.readAllLines(house.home().resolve("runbook.journal")))
                .hasSize(2)
                .allMatch(line -> line.contains("payments fail") && line.contains("shop"));
    }

    @Test
    void the_broken_glass_wants_the_targets_name_typed_again() throws IOException {
        TargetHouse house = TargetHouse.on(TestDatabases.h2(), "staging");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isZero();
        house.becomes("production");
        String[] undo = {"undo", "shop", "1.0", "--break-glass", "payments fail"};

        assertThat(house.run(undo).exitCode()).isEqualTo(3);
        assertThat(house.typing("shopp", undo).exitCode()).isEqualTo(3);
        assertThat(house.run("undo", "shop", "1.0", "--break-glass", "payments fail", "--confirm")
                        .exitCode())
                .isEqualTo(3);
        assertThat(house.run("undo", "shop", "1.0", "--break-glass", " ", "--confirm", "shop")
                        .exitCode())
                .isEqualTo(2);
        assertThat(house.home().resolve("runbook.journal")).doesNotExist();
        assertThat(house.typing("shop", undo).exitCode()).isZero();
    }

    @Test
    void a_command_by_run_needs_an_engine() {
        TargetHouse house = TargetHouse.on(TestDatabases.h2(), "production");

        CommandRun refused = house.run("migrate", "shop", "1.0", "--run", "shop-1.0-0001");

        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("No server ever ran here");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_failing_script_fails_the_command_and_leaves_its_words_without_a_stack_trace(TestDatabase database)
            throws IOException {
        TargetHouse house = TargetHouse.on(database, "staging");
        Files.writeString(
                house.changesFolder().resolve("V1.0__shop.sql"), "create table item (id int);\nselect nonsense;\n");

        CommandRun failed = house.run("migrate", "shop", "1.0", "--confirm");

        assertThat(failed.exitCode()).as(failed.err()).isIn(1, 5);
        assertThat(failed.err()).contains("V1.0__shop.sql").doesNotContain("\tat ");
    }

    @Test
    void an_obstacle_is_refused_before_any_confirmation_counts() {
        TargetHouse house = TargetHouse.on(TestDatabases.h2(), "staging");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isZero();

        CommandRun again = house.run("migrate", "shop", "1.0", "--confirm");

        assertThat(again.exitCode()).isEqualTo(3);
        assertThat(again.err()).contains("already applied");
    }

    @Test
    void an_unknown_version_or_target_is_bad_input() {
        TargetHouse house = TargetHouse.on(TestDatabases.h2(), "staging");

        assertThat(house.run("migrate", "shop", "9.9", "--confirm").exitCode()).isEqualTo(2);
        assertThat(house.run("migrate", "shoe", "1.0", "--confirm").err()).contains("Registered: shop");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm", "ship").exitCode())
                .isEqualTo(3);
        assertThat(house.run("migrate", "shop", "1.0", "--confirm", "--timeout", "soon")
                        .exitCode())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_verified_backup_is_restored_when_it_is_confirmed(TestDatabase database) {
        database.requireTools();
        TargetHouse house = TargetHouse.on(database, "staging");
        assertThat(house.run("restore", "shop", "--latest-verified", "--confirm")
                        .exitCode())
                .isEqualTo(3);
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isZero();
        String id = house.run("backup", "create", "shop", "--type", "session", "--format", "json")
                .json()
                .path("id")
                .asText();
        assertThat(house.run("backup", "verify", id).exitCode()).isZero();
        assertThat(house.run("migrate", "shop", "1.1", "--confirm").exitCode()).isZero();

        CommandRun asked = house.run("restore", "shop", "--backup", id);
        assertThat(asked.exitCode()).isEqualTo(3);
        assertThat(asked.err()).contains("restore backup " + id, "lose sight");
        CommandRun restored = house.run("restore", "shop", "--backup", id, "--confirm", "--format", "json");

        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(restored.json().path("backup").asText()).isEqualTo(id);
        assertThat(house.run("status", "shop", "--format", "json")
                        .json()
                        .path("current")
                        .asText())
                .isEqualTo("1.0");
    }
}
