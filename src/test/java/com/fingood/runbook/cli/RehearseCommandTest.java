package com.fingood.runbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.target.ScratchDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

class RehearseCommandTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void a_change_is_rehearsed_on_a_backup_that_is_taken_for_it_and_nothing_is_left(TestDatabase database) {
        database.requireTools();
        TargetHouse house = TargetHouse.on(database, "production");
        Set<String> before = scratch(house);

        CommandRun run = house.run("rehearse", "shop", "1.0", "--format", "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = run.json();
        assertThat(json.path("verdict").asText()).isEqualTo("passed");
        assertThat(json.path("lossless").asBoolean()).isTrue();
        assertThat(json.path("differences").isEmpty()).isTrue();
        assertThat(json.path("statements").path(0).path("sql").asText()).isEqualTo("create table item");
        assertThat(json.path("up").path("millis").isNumber()).isTrue();
        assertThat(json.path("down").path("millis").isNumber()).isTrue();
        assertThat(run.err()).contains("has no verified backup; taking one");
        assertThat(scratch(house)).isEqualTo(before);
        assertThat(house.run("status", "shop").out()).contains("at no version");

        CommandRun again = house.run("rehearse", "shop", "1.0");
        assertThat(again.err()).contains("On backup shop-B").doesNotContain("taking one");
        assertThat(again.out()).contains("PASSED", "create table item", "gives everything back");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void checks_that_fail_after_the_change_fail_the_rehearsal_by_name(TestDatabase database) throws Exception {
        database.requireTools();
        TargetHouse house = TargetHouse.on(database, "staging");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isZero();
        Files.writeString(
                house.changesFolder().resolve("V1.1__stock.sql"), "insert into item (id, price) values (7, -3);\n");
        Files.writeString(house.changesFolder().resolve("U1.1__stock.sql"), "delete from item where id = 7;\n");

        CommandRun run = house.run("rehearse", "shop", "1.1", "--format", "json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json().path("verdict").asText()).isEqualTo("failed");
        assertThat(run.json().path("failure").asText()).contains("prices-are-positive failed");
        assertThat(run.json().path("lossless").asBoolean()).isTrue();
    }

    @Test
    void in_production_somebody_must_have_said_where_to_rehearse() throws Exception {
        TargetHouse house = TargetHouse.on(TestDatabases.postgresql(), "production");
        house.saysNothingOfRehearsals();

        CommandRun run = house.run("rehearse", "shop", "1.0");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("runbook.targets.shop.rehearsal", "same-server", "url");
        assertThat(house.run("backup", "list", "shop").out()).doesNotContain("shop-B");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_reaches_beyond_the_database_is_refused_before_a_backup_is_taken(TestDatabase database) throws Exception {
        TargetHouse house = TargetHouse.on(database, "production");
        String reach = database.dialect().equals("h2") ? "shutdown;" : "alter system set work_mem = '1GB';";
        Files.writeString(house.changesFolder().resolve("V1.0__shop.sql"), "create table a (x int);\n" + reach + "\n");

        CommandRun run = house.run("rehearse", "shop", "1.0");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("V1.0__shop.sql:2", "Nothing was run");
        assertThat(house.run("backup", "list", "shop").out()).doesNotContain("shop-B");
    }

    private static Set<String> scratch(TargetHouse house) {
        Set<String> names = new TreeSet<>();
        new ScratchDatabases(house.target())
                .all().stream()
                        .filter(one -> one.label().equals("cli") || one.label().startsWith("shop-"))
                        .forEach(one -> names.add(one.name()));
        return names;
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void check_judges_the_text_and_at_level_critical_what_was_measured(TestDatabase database) throws Exception {
        database.requireTools();
        TargetHouse house = TargetHouse.on(database, "staging");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isZero();
        Files.writeString(house.changesFolder().resolve("U1.1__stock.sql"), "select 1;\n");

        CommandRun critical = house.run("check", "shop", "1.1", "--level", "critical", "--format", "json");

        assertThat(critical.exitCode()).as(critical.err()).isEqualTo(1);
        assertThat(critical.json().path("verdict").asText()).isEqualTo("failed");
        assertThat(critical.json().path("level").asText()).isEqualTo("critical");
        assertThat(critical.json().path("findings").toString()).contains("\"rule\":\"DL5\"", "\"measured\"");
        assertThat(house.run("check", "shop", "1.1", "--format", "json")
                        .json()
                        .path("findings")
                        .toString())
                .doesNotContain("\"measured\"");
    }

    @Test
    void a_check_that_could_not_be_rehearsed_is_unknown() throws Exception {
        TargetHouse house = TargetHouse.on(TestDatabases.postgresql(), "production");
        house.saysNothingOfRehearsals();
        Files.writeString(house.changesFolder().resolve("V1.0__shop.md"), "");

        CommandRun run = house.run("check", "shop", "1.0", "--level", "critical", "--format", "json");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.json().path("verdict").asText()).isIn("unknown", "failed");
        assertThat(run.json().path("reason").asText()).contains("runbook.targets.shop.rehearsal");
    }
}
