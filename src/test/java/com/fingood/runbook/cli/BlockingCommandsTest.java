package com.fingood.runbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.fixtures.TestDatabase;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.target.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockingCommandsTest {

    private static final String ALL = "com.fingood.runbook.fixtures.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void who_holds_up_others_is_shown_and_ended_when_it_is_confirmed(TestDatabase database) throws SQLException {
        TargetHouse house = house(database);
        assertThat(house.run("blocking", "shop").exitCode()).isZero();
        assertThat(house.run("kill-blocking", "shop", "--confirm").exitCode()).isZero();

        try (Connection holder = session(house);
                Connection waiter = session(house)) {
            CompletableFuture<Void> waiting = inTheWay(house, holder, waiter);
            CommandRun shown = house.run("blocking", "shop");
            assertThat(shown.exitCode()).isEqualTo(1);
            assertThat(shown.out())
                    .contains("1 session waits on shop", "idle in transaction", "update item set price = ?")
                    .doesNotContain("47114711");

            CommandRun asked = house.run("kill-blocking", "shop");
            assertThat(asked.exitCode()).isEqualTo(3);
            assertThat(asked.err()).contains("would:", "end session", "--confirm");
            assertThat(waiting).isNotDone();

            CommandRun ended = house.run("kill-blocking", "shop", "--confirm", "--format", "json");
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            JsonNode session = ended.json().path("sessions").path(0);
            assertThat(session.path("result").asText()).isEqualTo("TERMINATED");
            assertThat(ended.json().path("freed").asBoolean()).isTrue();
            waiting.join();
        }
    }

    @Test
    void only_the_named_session_is_ended_and_one_that_is_not_there_ends_nothing() throws SQLException {
        TargetHouse house = house(TestDatabases.postgresql());
        try (Connection holder = session(house);
                Connection waiter = session(house)) {
            CompletableFuture<Void> waiting = inTheWay(house, holder, waiter);
            CommandRun other =
                    house.run("kill-blocking", "shop", "--confirm", "--session", "1@2026-11-23T03:12:48.123456Z");
            assertThat(other.exitCode()).isEqualTo(3);
            assertThat(other.err()).contains("Nothing was done", "None of the named sessions");
            assertThat(house.run("kill-blocking", "shop", "--confirm", "--session", "4711")
                            .exitCode())
                    .isEqualTo(2);

            JsonNode root = house.run("blocking", "shop", "--format", "json")
                    .json()
                    .path("roots")
                    .path(0)
                    .path("session");
            String named =
                    root.path("id").asText() + "@" + root.path("backendStart").asText();
            CommandRun ended = house.run("kill-blocking", "shop", "--confirm", "--session", named);

            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.out()).contains(named, "disconnected", "Nobody waits on shop now");
            waiting.join();
        }
    }

    @Test
    void production_wants_a_run_or_the_glass_broken_which_is_journalled() throws Exception {
        TargetHouse house = house(TestDatabases.postgresql());
        house.becomes("production");
        try (Connection holder = session(house);
                Connection waiter = session(house)) {
            CompletableFuture<Void> waiting = inTheWay(house, holder, waiter);
            CommandRun confirmed = house.run("kill-blocking", "shop", "--confirm", "shop");
            assertThat(confirmed.exitCode()).isEqualTo(3);
            assertThat(confirmed.err()).contains("--run RUN", "--break-glass");

            CommandRun broken =
                    house.run("kill-blocking", "shop", "--break-glass", "payments fail", "--confirm", "shop");

            assertThat(broken.exitCode()).as(broken.err()).isZero();
            assertThat(Files.readAllLines(house.home().resolve("runbook.journal")))
                    .hasSize(2)
                    .allMatch(line -> line.contains("kill-blocking") && line.contains("payments fail"));
            waiting.join();
        }
    }

    @Test
    void nothing_is_done_when_all_that_hold_up_others_are_our_own() throws SQLException {
        TargetHouse house = house(TestDatabases.postgresql());
        try (Connection holder = session(house);
                Connection waiter = session(house)) {
            say(holder, "set application_name = 'runbook/shop-1.0-0001/migrate'");
            CompletableFuture<Void> waiting = inTheWay(house, holder, waiter);

            CommandRun refused = house.run("kill-blocking", "shop", "--confirm");

            assertThat(refused.exitCode()).isEqualTo(3);
            assertThat(refused.err()).contains("must be left alone", "our own work");
            holder.rollback();
            waiting.join();
        }
    }

    private static TargetHouse house(TestDatabase database) throws SQLException {
        TargetHouse house = TargetHouse.on(database, "staging");
        assertThat(house.run("migrate", "shop", "1.0", "--confirm").exitCode()).isZero();
        try (Connection session = session(house)) {
            say(session, "insert into item values (1, 10)");
        }
        return house;
    }

    private static CompletableFuture<Void> inTheWay(TargetHouse house, Connection holder, Connection waiter)
            throws SQLException {
        holder.setAutoCommit(false);
        say(holder, "update item set price = 47114711");
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                () -> {
                    try {
                        say(waiter, "update item set price = 47114711");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                work -> new Thread(work, "waiter").start());
        await().until(() -> house.run("blocking", "shop").exitCode() == 1);
        return waiting;
    }

    private static Connection session(TargetHouse house) throws SQLException {
        Target target = house.target();
        String url = target.properties().url();
        String full = target.dialect().name().equals("h2") ? url + ";AUTO_SERVER=TRUE;LOCK_TIMEOUT=30000" : url;
        return DriverManager.getConnection(
                full, target.properties().username(), target.properties().password());
    }

    private static void say(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
