package com.fingood.runbook.cli;

import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.incident.RunRecord;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.NewRun;
import com.fingood.runbook.run.OwnDatabase;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import javax.sql.DataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;

import static org.assertj.core.api.Assertions.assertThat;

class IncidentCommandsTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void the_state_is_preserved_without_any_engine(TestDatabase database) {
        TargetHouse house = TargetHouse.on(database, "production");
        Path out = house.home().resolveSibling("kept");

        CommandRun preserved = house.run("preserve-state", "shop", "--out", out.toString(), "--format", "json");

        assertThat(preserved.exitCode()).as(preserved.err()).isZero();
        assertThat(preserved.json().path("files").findValuesAsText("file")).contains("activity.json", "locks.json");
        assertThat(out.resolve("manifest.json")).exists();
        assertThat(house.run("preserve-state", "shop", "--out", out.toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void of_a_target_that_is_away_it_says_what_is_missing() throws IOException {
        TargetHouse house = TargetHouse.on(TestDatabases.h2(), "production");
        house.losesItsDatabase();
        Path out = house.home().resolveSibling("kept");

        CommandRun preserved = house.run("preserve-state", "shop", "--out", out.toString());

        assertThat(preserved.exitCode()).as(preserved.err()).isEqualTo(4);
        assertThat(preserved.out()).contains("Not had: activity.json");
        assertThat(house.run("preserve-state", "shop", "--run", "shop-1.0-0001", "--out", out + "2")
                        .exitCode())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void violations_without_anything_from_before_are_unknown(TestDatabase database) throws IOException {
        TargetHouse house = TargetHouse.on(database, "staging");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isZero();
        CommandRun fine = house.run("violations", "shop", "--format", "json");
        assertThat(fine.exitCode()).as(fine.err()).isZero();
        assertThat(fine.json().path("verdict").asText()).isEqualTo("passed");
        Files.writeString(
                house.changesFolder().resolve("V1.1__stock.sql"), "insert into item (id, price) values (7, -3);\n");
        assertThat(house.run("migrate", "shop", "1.1", "--confirm").exitCode()).isZero();

        CommandRun violated = house.run("violations", "shop");

        assertThat(violated.exitCode()).isEqualTo(1);
        assertThat(violated.out()).contains("shop: UNKNOWN", "prices-are-positive", "compared with nothing");
        assertThat(violated.out()).containsPattern("unknown +prices-are-positive +critical");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_rollback_need_asks_where_nothing_is_known_of_before(TestDatabase database) throws IOException {
        TargetHouse house = TargetHouse.on(database, "staging");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isZero();
        CommandRun fine = house.run("rollback-need", "shop", "--format", "json");
        assertThat(fine.exitCode()).as(fine.err()).isZero();
        assertThat(fine.json().path("need").asText()).isEqualTo("none");
        Files.writeString(
                house.changesFolder().resolve("V1.1__stock.sql"), "insert into item (id, price) values (7, -3);\n");
        assertThat(house.run("migrate", "shop", "1.1", "--confirm").exitCode()).isZero();

        CommandRun asks = house.run("rollback-need", "shop");

        assertThat(asks.exitCode()).isEqualTo(1);
        assertThat(asks.out()).contains("shop: ask. It is not known what is violated since.", "newViolations");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_run_that_failed_on_its_way_back_is_documented_and_its_recovery_prepared(TestDatabase database) {
        TargetHouse house = TargetHouse.on(database, "production");
        assertThat(house.run("incident", "manual-recovery", "shop-1.0-0001").exitCode())
                .as("nobody knows the run")
                .isEqualTo(4);
        DataSource engine = OwnDatabase.embedded(house.home()).dataSource();
        OwnDatabase.migrate(engine);
        Clock clock = Clock.systemUTC();
        RunId run = new Runs(engine, clock, new Ledger(engine))
                .create(new NewRun("shop", "1.0", "requester", "new shop", null))
                .id();
        Actions actions = new Actions(engine, clock);
        actions.finish(actions.begin(run, "serviceTask_undoChange"), "failed", "{}");
        Target target = house.target();
        new Facts(engine, clock)
                .put(run, RunRecord.STATE_BEFORE, target.fingerprint(SessionTag.cli("test"), Cancellation.none()));
        execute(target, "create table left_over (id int)");

        CommandRun failure = house.run("incident", "rollback-failure", run.value());
        CommandRun recovery = house.run("incident", "manual-recovery", run.value());

        assertThat(failure.exitCode()).as(failure.err()).isZero();
        assertThat(failure.out())
                .contains("undoChange, attempt 1: failed", "requester: RunRequested", "left_over", "is new");
        assertThat(recovery.exitCode()).as(recovery.err()).isZero();
        assertThat(recovery.out())
                .contains(
                        "./runbook preserve-state shop --run " + run,
                        "./runbook undo shop 1.0 --break-glass",
                        "left_over")
                .contains("U1.0__shop.sql", "## Backups")
                .doesNotContain(target.properties().password());
        assertThat(house.run("incident", "manual-recovery", "shop-1.0-0099").exitCode())
                .isEqualTo(2);
        assertThat(house.run("incident").exitCode()).isEqualTo(2);
    }

    private static void execute(Target target, String sql) {
        try (Connection connection = target.connect(SessionTag.cli("test"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
