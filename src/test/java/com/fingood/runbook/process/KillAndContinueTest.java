package com.fingood.runbook.process;

import com.fingood.runbook.fixtures.OddSchema;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * kill -9 during the backup and during the migration, on a schema that is not ours: the run ends in the same place, and nothing is done
 * twice. A lock that the test holds keeps
 * each step where it is to be killed: exclusive for the dump, a reader's for the change.
 */
class KillAndContinueTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void a_killed_server_goes_on_where_it_was() throws SQLException, IOException {
        TargetProperties properties = TestDatabases.postgresql().fresh("killed");
        OddSchema.create(properties);
        try (ServerProcess server = new ServerProcess("odd", properties)) {
            server.start();
            String run;
            try (Connection lock = lockedGate(properties, "access exclusive")) {
                run = server.as("requester")
                        .start("odd", "7")
                        .body()
                        .path("businessKey")
                        .asText();
                awaitWaiting(lock, "pg_dump waits for the lock");
                server.kill();
            }
            server.start();
            server.awaitTask(run, "userTask_approveChange");
            assertThat(backups(properties.backups())).hasSize(1);

            try (Connection lock = lockedGate(properties, "access share")) {
                approve(server, run);
                server.awaitUnfinished(run, "serviceTask_migrate");
                awaitWaiting(lock, "the migration waits for the lock");
                server.kill();
            }
            server.start();
            assertThat(server.awaitOutcome(run)).isEqualTo("completed");
        }
        var history = MigrationHistory.of(new Targets(Map.of("odd", properties)).get("odd"));
        assertThat(history.applied()).extracting(row -> row.version()).containsExactly("0", "7");
        assertThat(history.failed()).isEmpty();
    }

    private static Connection lockedGate(TargetProperties p, String mode) throws SQLException {
        Connection connection = DriverManager.getConnection(p.url(), p.username(), p.password());
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table gate in " + mode + " mode");
        return connection;
    }

    /** Waits until somebody queues behind our lock. */
    private static void awaitWaiting(Connection lock, String what) {
        Awaitility.await(what).atMost(PATIENCE).until(() -> {
            try (var rows = lock.createStatement()
                    .executeQuery(
                            "select count(*) from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))")) {
                rows.next();
                return rows.getLong(1) > 0;
            }
        });
    }

    private static void approve(ServerProcess server, String run) {
        String task = server.awaitTask(run, "userTask_approveChange");
        assertThat(server.as("manager")
                        .complete(task, Map.of("decision", "approve"))
                        .status())
                .isEqualTo(204);
    }

    private static List<Path> backups(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).toList();
        }
    }
}
