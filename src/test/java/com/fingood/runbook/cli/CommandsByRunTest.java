package com.fingood.runbook.cli;

import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.migration.ReviewedDigest;
import com.fingood.runbook.run.Actions;
import com.fingood.runbook.run.NewRun;
import com.fingood.runbook.run.OwnDatabase;
import com.fingood.runbook.run.RunEvents;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.Leases;
import com.fingood.runbook.target.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Production is changed by the command that a waiting run offers, and by no other. */
class CommandsByRunTest {

    private final TargetHouse house = TargetHouse.on(TestDatabases.postgresql(), "production");
    private DataSource engine;
    private RunId run;

    @BeforeEach
    void a_server_knows_a_run() {
        engine = OwnDatabase.embedded(house.home()).dataSource();
        OwnDatabase.migrate(engine);
        JdbcClient.create(engine)
                .sql("create table if not exists rb_offer (run varchar(120) not null, action varchar(40) not null,"
                        + " target varchar(60) not null, version varchar(60) not null, digest varchar(64),"
                        + " open boolean not null, primary key (run, action))")
                .update();
        run = new Runs(engine, Clock.systemUTC(), RunEvents.nowhere())
                .create(new NewRun("shop", "1.0", "requester", "new shop", null))
                .id();
    }

    @Test
    void a_run_that_waits_elsewhere_allows_nothing() {
        CommandRun refused = migrate();

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("does not wait at a task that offers 'migrate'", "phase: requested");
        offer("1.0", digest(), false);
        assertThat(migrate().exitCode()).isEqualTo(3);
    }

    @Test
    void what_a_run_offers_is_done_under_its_own_step() {
        offer("1.0", digest(), true);

        CommandRun migrated = migrate();

        assertThat(migrated.exitCode()).as(migrated.err()).isZero();
        assertThat(new Actions(engine, Clock.systemUTC()).last(run, "migrate"))
                .hasValueSatisfying(action -> assertThat(action.outcome()).isEqualTo("done"));
        assertThat(JdbcClient.create(engine)
                        .sql("select type from rb_ledger where run = ?")
                        .param(run.value())
                        .query(String.class)
                        .list())
                .containsAll(List.of("CommandBegun", "CommandEnded"));
    }

    @Test
    void what_was_edited_after_the_approval_is_refused() throws IOException {
        offer("1.0", digest(), true);
        Files.writeString(house.changesFolder().resolve("V1.0__shop.sql"), "create table item (id bigint);\n");

        CommandRun refused = migrate();

        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("not what was approved");
    }

    @Test
    void an_offer_is_for_its_own_version_and_run_only() {
        offer("1.1", digest(), true);

        assertThat(migrate().err()).contains("for version 1.1 on shop only");
        assertThat(house.run("migrate", "shop", "1.0", "--run", "shop-1.0-0099").exitCode())
                .isEqualTo(2);
    }

    @Test
    void another_runs_lease_is_respected() throws IOException {
        offer("1.0", digest(), true);
        new Leases(engine, Clock.systemUTC()).acquire("shop", "shop-0.9-0001", Duration.ofMinutes(5));

        CommandRun refused = migrate();
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("shop-0.9-0001 holds shop");

        house.becomes("staging");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isEqualTo(3);
    }

    private CommandRun migrate() {
        return house.run("migrate", "shop", "1.0", "--run", run.value());
    }

    private String digest() {
        Target target = house.target();
        ChangeFolder folder = ChangeFolder.at(house.changesFolder());
        return ReviewedDigest.of(target, folder, folder.change("1.0"), null).value();
    }

    private void offer(String version, String digest, boolean open) {
        JdbcClient jdbc = JdbcClient.create(engine);
        jdbc.sql("delete from rb_offer where run = ?").param(run.value()).update();
        jdbc.sql(
                        "insert into rb_offer (run, action, target, version, digest, open) values (?, 'migrate', 'shop', ?, ?, ?)")
                .params(run.value(), version, digest, open)
                .update();
    }
}
