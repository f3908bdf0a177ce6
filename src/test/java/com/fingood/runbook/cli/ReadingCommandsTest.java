package com.fingood.runbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.target.ScratchDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingCommandsTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void status_tells_what_is_pending_and_changes_nothing(TestDatabase database) {
        TargetHouse house = TargetHouse.on(database, "production");

        CommandRun status = house.run("status", "shop");

        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.out()).contains("shop (production) is at no version; 2 pending.", "1.0", "1.1", "pending");
        assertThat(house.run("status", "shop").out()).isEqualTo(status.out());
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_target_that_does_not_answer_is_4(TestDatabase database) throws Exception {
        TargetHouse house = TargetHouse.on(database, "production");
        house.losesItsDatabase();

        CommandRun status = house.run("--format", "json", "status", "shop");

        assertThat(status.exitCode()).isEqualTo(4);
        assertThat(status.json().path("error").path("exit").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_violated_check_fails_the_command_and_shows_keys_only(TestDatabase database) throws Exception {
        TargetHouse house = TargetHouse.on(database, "staging");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isZero();
        CommandRun good = house.run("validate", "shop", "--suite", "integrity", "--format", "json");
        assertThat(good.exitCode()).as(good.err()).isZero();
        assertThat(good.json().path("verdict").asText()).isEqualTo("passed");
        Files.writeString(
                house.changesFolder().resolve("V1.1__stock.sql"), "insert into item (id, price) values (7, -3);\n");
        assertThat(house.run("migrate", "shop", "1.1", "--confirm").exitCode()).isZero();

        CommandRun bad = house.run("validate", "shop", "--suite", "integrity", "--format", "json");

        assertThat(bad.exitCode()).isEqualTo(1);
        JsonNode check = bad.json().path("checks").path(0);
        assertThat(check.path("id").asText()).isEqualTo("prices-are-positive");
        assertThat(check.path("outcome").asText()).isEqualTo("failed");
        assertThat(check.path("observed").asInt()).isEqualTo(1);
        assertThat(check.path("evidence").path(0).path("id").asText()).isEqualTo("7");
    }

    @Test
    void a_suite_without_checks_is_not_passed() {
        TargetHouse house = TargetHouse.on(TestDatabases.h2(), "staging");

        CommandRun all = house.run("validate", "shop", "--format", "json");

        assertThat(all.exitCode()).isEqualTo(1);
        assertThat(all.json().path("suite").asText()).isEqualTo("all");
        assertThat(all.json().path("verdict").asText()).isEqualTo("unknown");
        assertThat(house.run("validate", "shop", "--suite", "smke").err()).contains("integrity, critical, smoke, uat");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_backup_is_taken_and_listed_without_any_engine(TestDatabase database) {
        database.requireTools();
        TargetHouse house = TargetHouse.on(database, "production");

        CommandRun created = house.run("backup", "create", "shop", "--type", "scheduled", "--format", "json");

        assertThat(created.exitCode()).as(created.err()).isZero();
        JsonNode backup = created.json();
        assertThat(backup.path("status").asText()).isEqualTo("created");
        assertThat(backup.path("bytes").asLong()).isPositive();
        JsonNode listed =
                house.run("backup", "list", "shop", "--format", "json").json();
        assertThat(listed.path("backups").path(0).path("id").asText())
                .isEqualTo(backup.path("id").asText());
        assertThat(house.run("backup", "create", "shop", "--type", "weekly").exitCode())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_backup_is_verified_and_its_scratch_database_dropped(TestDatabase database) {
        database.requireTools();
        TargetHouse house = TargetHouse.on(database, "staging");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isZero();
        String id = house.run("backup", "create", "shop", "--type", "session", "--format", "json")
                .json()
                .path("id")
                .asText();

        // The server is shared: runs of other tests may have scratch databases of their own on it.
        var othersBefore = new ScratchDatabases(house.target()).list();
        CommandRun verified = house.run("backup", "verify", id, "--format", "json");

        assertThat(verified.exitCode()).as(verified.err()).isZero();
        assertThat(verified.json().path("status").asText()).isEqualTo("verified");
        assertThat(verified.json().path("tables"))
                .anySatisfy(table -> assertThat(table.path("table").asText()).isEqualTo("public.item"));
        assertThat(new ScratchDatabases(house.target()).list()).isEqualTo(othersBefore);
        assertThat(house.run("backup", "verify", "shop-B20260101T000000-0000").exitCode())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void privileges_say_what_the_role_can_do(TestDatabase database) {
        TargetHouse house = TargetHouse.on(database, "staging");

        CommandRun privileges = house.run("privileges", "shop", "--format", "json");

        assertThat(privileges.exitCode()).as(privileges.err()).isIn(0, 1);
        assertThat(privileges.json().path("suite").asText()).isEqualTo("privileges");
        assertThat(privileges.json().path("checks"))
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.path("outcome").asText()).isIn("passed", "failed", "unknown"));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void health_judges_the_target_and_all_around_it_only_when_asked(TestDatabase database) {
        TargetHouse house = TargetHouse.on(database, "staging");

        CommandRun plain = house.run("health", "shop", "--format", "json");
        CommandRun all = house.run("health", "shop", "--comprehensive", "--format", "json");

        assertThat(plain.exitCode()).as(plain.out() + plain.err()).isZero();
        assertThat(plain.json().path("verdict").asText()).isEqualTo("passed");
        assertThat(plain.json().path("checks").findValuesAsText("id"))
                .contains("database-health.connectivity")
                .allMatch(id -> id.startsWith("database-health."));
        assertThat(all.exitCode()).as("nothing is configured, so it is unknown").isEqualTo(1);
        assertThat(all.json().path("suite").asText()).isEqualTo("environment");
        assertThat(all.json().path("checks").findValuesAsText("id"))
                .contains("backup-system.last-verified", "monitoring.alerts");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void health_of_a_target_that_is_away_says_so_and_exits_as_unreachable(TestDatabase database) throws IOException {
        TargetHouse house = TargetHouse.on(database, "staging");
        house.losesItsDatabase();

        CommandRun health = house.run("health", "shop");

        assertThat(health.exitCode()).isEqualTo(4);
        assertThat(health.out()).contains("Database health: FAILED", "Next: ").doesNotContain("secret-");
    }

    @Test
    void the_ledger_of_a_home_without_a_server_can_not_be_verified() {
        TargetHouse house = TargetHouse.on(TestDatabases.h2(), "production");

        CommandRun verified = house.run("audit", "verify");

        assertThat(verified.exitCode()).isEqualTo(4);
        assertThat(verified.err()).contains("No server ever ran here");
    }
}
