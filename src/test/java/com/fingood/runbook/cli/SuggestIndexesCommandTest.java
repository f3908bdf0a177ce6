package com.fingood.runbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;

/** From a lost index to the draft that brings it back, by commands alone. */
class SuggestIndexesCommandTest {

    private final TestDatabase database = TestDatabases.postgresql();

    @Test
    void a_lost_index_is_noticed_proven_on_a_copy_and_drafted(@TempDir Path folder) throws Exception {
        database.requireTools();
        TargetHouse house = house();
        assertThat(house.run("performance", "shop", "--baseline").exitCode()).isZero();
        execute(house, "drop index item_price_ix");

        CommandRun compare = house.run("performance", "shop", "--compare");
        assertThat(compare.exitCode()).isEqualTo(1);
        assertThat(compare.out()).contains("failed", "another plan, which touches more", "item_price_ix");
        CommandRun unproven = house.run("suggest-indexes", "shop", "--format", "json");
        assertThat(unproven.exitCode()).isEqualTo(1);
        assertThat(unproven.json().path("proof").asText()).contains("unproven", "no verified backup");
        assertThat(unproven.json().path("suggestions").path(0).path("proven").asBoolean())
                .isFalse();

        CommandRun backup = house.run("backup", "create", "shop", "--type", "session", "--format", "json");
        assertThat(house.run("backup", "verify", backup.json().path("id").asText())
                        .exitCode())
                .isZero();
        CommandRun proven = house.run(
                "suggest-indexes", "shop", "--draft", folder.resolve("drafts").toString(), "--format", "json");

        assertThat(proven.exitCode()).as(proven.err()).isZero();
        JsonNode suggestion = proven.json().path("suggestions").path(0);
        assertThat(suggestion.path("statement").asText())
                .isEqualTo("CREATE INDEX CONCURRENTLY item_price_ix ON public.item (price)");
        assertThat(suggestion.path("proven").asBoolean()).isTrue();
        JsonNode effect = suggestion.path("effects").path(0);
        assertThat(effect.path("after").path("touched").asLong())
                .isLessThan(effect.path("before").path("touched").asLong());
        assertThat(folder.resolve("drafts/V1.2__add_index_item_price.sql")).exists();
        assertThat(new ScratchDatabases(house.target())
                        .all().stream()
                                .filter(scratch -> scratch.label().equals("cli"))
                                .toList())
                .isEmpty();
        assertThat(house.run("suggest-indexes", "shop").out())
                .contains("PROVEN    CREATE INDEX CONCURRENTLY item_price_ix");
        assertThat(house.run("slow-queries", "shop").out()).contains("one-price", "declared queries");
        assertThat(house.run("slow-queries", "shop", "--during", "-1s").exitCode())
                .isEqualTo(2);
    }

    private TargetHouse house() throws Exception {
        TargetHouse house = TargetHouse.on(database, "staging");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isZero();
        execute(
                house,
                "insert into item select x, x from generate_series(1, 20000) x",
                "create index item_price_ix on item (price)",
                "analyze item");
        Path performance = Files.createDirectories(house.changesFolder().resolve("performance"));
        Files.writeString(
                performance.resolve("one-price.sql"), "-- id: one-price\nselect id from item where price = 4711\n");
        return house;
    }

    private static void execute(TargetHouse house, String... statements) throws Exception {
        try (Connection connection = house.target().connect(SessionTag.cli("test"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
