package com.fingood.runbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.fixtures.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class PerformanceCommandTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void a_baseline_is_kept_and_compared_with(TestDatabase database) throws Exception {
        TargetHouse house = houseWithQuery(database, "select id from item where price > 100");
        assertThat(house.run("performance", "shop", "--compare").exitCode()).isEqualTo(3);

        CommandRun baseline = house.run("performance", "shop", "--baseline");
        assertThat(baseline.exitCode()).as(baseline.err()).isZero();
        assertThat(baseline.out()).contains("1 of 1 critical queries measured", "dear-items");

        CommandRun compare = house.run("performance", "shop", "--compare", "--format", "json");
        assertThat(compare.exitCode()).as(compare.out()).isZero();
        assertThat(compare.json().path("suite").asText()).isEqualTo("performance");
        JsonNode check = compare.json().path("checks").path(0);
        assertThat(check.path("id").asText()).isEqualTo("dear-items");
        assertThat(check.path("outcome").asText()).isEqualTo("passed");
        assertThat(check.path("observed").isNumber()).isTrue();
        assertThat(check.path("limit").isNumber()).isTrue();
        assertThat(check.path("evidence").isArray()).isTrue();

        CommandRun monitor = house.run("performance", "shop", "--monitor", "100ms", "--every", "50ms");
        assertThat(monitor.exitCode()).as(monitor.out()).isZero();
        assertThat(monitor.out()).contains("shop: PASSED (", " looks in ");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_is_unknown_exits_with_1_and_bad_usage_with_2(TestDatabase database) throws Exception {
        TargetHouse house = houseWithQuery(database, "select missing from item");

        assertThat(house.run("performance", "shop", "--baseline").exitCode()).isEqualTo(1);
        assertThat(house.run("performance", "shop", "--compare").exitCode()).isEqualTo(1);
        assertThat(house.run("performance", "shop").exitCode()).isEqualTo(2);
        assertThat(house.run("performance", "shop", "--baseline", "--compare").exitCode())
                .isEqualTo(2);
        assertThat(house.run("performance", "shop", "--monitor", "0s").exitCode())
                .isEqualTo(2);
        house.losesItsDatabase();
        assertThat(house.run("performance", "shop", "--baseline").exitCode()).isEqualTo(4);
    }

    private static TargetHouse houseWithQuery(TestDatabase database, String sql) throws Exception {
        TargetHouse house = TargetHouse.on(database, "staging");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isZero();
        Path performance = Files.createDirectories(house.changesFolder().resolve("performance"));
        Files.writeString(performance.resolve("dear-items.sql"), "-- id: dear-items\n" + sql + "\n");
        return house;
    }
}
