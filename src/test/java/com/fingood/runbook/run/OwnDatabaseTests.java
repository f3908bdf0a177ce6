package com.fingood.runbook.run;

import com.fingood.runbook.fixtures.TestDatabase;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OwnDatabaseTests {

    @TempDir
    Path home;

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void nodes_that_start_together_set_the_tables_up_once(TestDatabase kind) {
        try (HikariDataSource pool = OwnDatabaseForTests.empty(kind)) {
            List<CompletableFuture<Void>> nodes = List.of(
                    CompletableFuture.runAsync(() -> OwnDatabase.migrate(pool)),
                    CompletableFuture.runAsync(() -> OwnDatabase.migrate(pool)),
                    CompletableFuture.runAsync(() -> OwnDatabase.migrate(pool)));
            nodes.forEach(CompletableFuture::join);
            OwnDatabase.migrate(pool);

            assertThat(new Runs(pool, Clock.systemUTC(), RunEvents.nowhere()).list())
                    .isEmpty();
        }
    }

    @Test
    void a_command_works_beside_the_process_that_holds_the_embedded_database() {
        DatabaseSettings server = OwnDatabase.embedded(home);
        OwnDatabase.migrate(server.dataSource());
        try (OwnDatabase command = OwnDatabase.openExisting(home)) {
            Runs runs = new Runs(command.dataSource(), Clock.systemUTC(), RunEvents.nowhere());
            runs.create(new NewRun("ledger", "2.1", "requester", "why", null));
            assertThat(runs.list("ledger")).hasSize(1);
        }
    }

    @Test
    void the_embedded_database_is_private_and_keeps_its_password() throws Exception {
        DatabaseSettings first = OwnDatabase.embedded(home);
        DatabaseSettings second = OwnDatabase.embedded(home);

        assertThat(second).isEqualTo(first);
        assertThat(first.password()).hasSizeGreaterThan(20);
        assertThat(first.url()).contains("AUTO_SERVER=TRUE").doesNotContain("DB_CLOSE_ON_EXIT");
        assertThat(first.toString()).doesNotContain(first.password());
        assertThat(System.getProperty("h2.bindAddress")).isEqualTo("127.0.0.1");
        assertThat(permissions(home.resolve("engine"))).isEqualTo("rwx------");
        assertThat(permissions(home.resolve("engine/engine.password"))).isEqualTo("rw-------");
    }

    @Test
    void a_command_where_no_server_ever_ran_is_told_so_and_creates_nothing() {
        Path nowhere = home.resolve("nowhere");
        assertThatThrownBy(() -> OwnDatabase.openExisting(nowhere))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNREACHABLE))
                .hasMessageStartingWith("No server ever ran here");
        assertThat(nowhere).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("com.fingood.runbook.fixtures.TestDatabases#all")
    void a_database_without_our_tables_is_not_taken_for_the_engines(TestDatabase kind) {
        var fresh = kind.fresh("bare");
        assertThatThrownBy(() ->
                        OwnDatabase.openExisting(new DatabaseSettings(fresh.url(), fresh.username(), fresh.password())))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("none of our tables");
    }

    @Test
    void a_database_that_accepts_and_never_answers_is_given_up() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/engine";
            DatabaseSettings settings = new DatabaseSettings(url, "runbook", "secret");
            assertThatThrownBy(() -> OwnDatabase.openExisting(settings, Duration.ofMillis(300)))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.UNREACHABLE))
                    .hasMessageContaining("did not answer");
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
