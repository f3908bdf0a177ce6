package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.audit.Ledger;
import com.fingood.runbook.audit.LedgerRow;
import com.fingood.runbook.faults.Bank;
import com.fingood.runbook.faults.Proxy;
import com.fingood.runbook.fixtures.SampleLedger;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.migration.AppliedVersion;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole servers on one PostgreSQL, hundreds of transfers a second on the target, and a node or the engine's database that goes away. */
@Tag("campaign")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NodesUnderFaultsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String VERSION = "2.0";
    private static final String STEP = "serviceTask_migrate";

    private final TargetProperties ledger = SampleLedger.below(TestDatabases.postgresql(), "nodes", changes(), VERSION);
    private final TargetProperties engine = TestDatabases.postgresql().fresh("nodes_engine");

    @Test
    void another_node_takes_over_a_migration_whose_node_was_killed() throws SQLException {
        try (ServerProcess one = new ServerProcess("ledger", ledger, engine, "one");
                ServerProcess two = new ServerProcess("ledger", ledger, engine, "two")) {
            startWithPeople(one);
            String run = examined(one);
            Bank bank = Bank.open(ledger.url(), ledger.username(), ledger.password());
            try (Connection reader = reader()) {
                approve(one, run);
                awaitOurSession(one, run);
                one.kill();
                two.start();
                reader.rollback();
            }
            assertThat(outcome(two, run)).isEqualTo("completed");

            assertThat(attempts(two, run)).hasSizeGreaterThanOrEqualTo(2).last().isEqualTo("done");
            assertAppliedOnce();
            assertTheLedgerTellsIt(run);
            assertThat(bank.wrongs()).isEmpty();
            System.out.printf(
                    "a node was killed: attempts %s, %d transfers, %d/s%n",
                    attempts(two, run), bank.transfers(), bank.perSecond());
        }
    }

    @Test
    void the_engines_database_is_away_for_a_minute_while_the_target_is_migrated() throws SQLException {
        URI server = URI.create(engine.url().substring("jdbc:".length()));
        try (Proxy proxy = new Proxy(server.getHost(), server.getPort());
                ServerProcess node = new ServerProcess(
                        "ledger",
                        ledger,
                        engine.withUrl("jdbc:postgresql://127.0.0.1:" + proxy.port() + server.getPath()),
                        "one")) {
            startWithPeople(node);
            String run = examined(node);
            Bank bank = Bank.open(ledger.url(), ledger.username(), ledger.password());
            try (Connection reader = reader()) {
                approve(node, run);
                awaitOurSession(node, run);
                proxy.cut();
                reader.rollback();
            }
            // At least a minute, by the clock of the bank: four tellers, a hundred transfers each in a second, or
            // fewer.
            for (int seconds = 0; seconds < 60; seconds += 5) {
                bank.awaitTransfers(2_000);
            }
            proxy.mend();
            assertThat(outcome(node, run)).isEqualTo("completed");

            assertThat(attempts(node, run)).last().isEqualTo("done");
            assertAppliedOnce();
            assertTheLedgerTellsIt(run);
            assertThat(bank.wrongs()).isEmpty();
            System.out.printf(
                    "the engine's database was away: attempts %s, %d transfers, %d/s%n",
                    attempts(node, run), bank.transfers(), bank.perSecond());
        }
    }

    private static void startWithPeople(ServerProcess server) {
        server.start();
        server.people(Map.of(
                "rita",
                "release-engineers",
                "mona",
                "change-managers",
                "auditor",
                "auditors",
                "otto",
                "database-team"));
    }

    /** A run that waits for its approval. */
    private static String examined(ServerProcess server) {
        String run = server.as("rita").started("ledger", VERSION);
        server.awaitTask(run, "userTask_approveChange");
        return run;
    }

    private static void approve(ServerProcess server, String run) {
        String task = server.awaitTask(run, "userTask_approveChange");
        assertThat(server.as("mona")
                        .complete(task, Map.of("decision", "approve"))
                        .status())
                .isEqualTo(204);
    }

    /** A report that reads for as long as we want: the change can't have its lock meanwhile. */
    private Connection reader() throws SQLException {
        Connection connection = DriverManager.getConnection(ledger.url(), ledger.username(), ledger.password());
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table transactions in access share mode");
        return connection;
    }

    private void awaitOurSession(ServerProcess server, String run) {
        Awaitility.await("the migration waits for its lock").atMost(PATIENCE).until(() -> {
            answer(server, server.as("auditor").get("/api/runs/" + run).body());
            return count("select count(*) from pg_stat_activity a join pg_locks l using (pid) where not l.granted"
                            + " and a.datname = current_database() and a.application_name like 'runbook/%/migrate'")
                    > 0;
        });
    }

    private static String outcome(ServerProcess server, String run) {
        return Awaitility.await("the end of " + run)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(
                        () -> {
                            JsonNode view =
                                    server.as("auditor").get("/api/runs/" + run).body();
                            answer(server, view);
                            return view.path("outcome").asText("");
                        },
                        outcome -> !outcome.isBlank());
    }

    /** Where people are asked whether to go on, they do. */
    private static void answer(ServerProcess server, JsonNode view) {
        for (JsonNode task : view.path("tasks")) {
            if (task.path("key").asText().equals("userTask_decideGoOrNoGo")) {
                server.as("otto").complete(task.path("id").asText(), Map.of("decision", "go"));
            }
        }
    }

    private static List<String> attempts(ServerProcess server, String run) {
        List<String> ended = new ArrayList<>();
        for (JsonNode attempt :
                server.as("auditor").get("/api/runs/" + run).body().path("progress")) {
            if (attempt.path("step").asText().equals(STEP)) {
                ended.add(attempt.path("outcome").asText("unfinished"));
            }
        }
        return ended;
    }

    private void assertAppliedOnce() {
        MigrationHistory history = MigrationHistory.of(new Targets(Map.of("ledger", ledger)).get("ledger"));
        assertThat(history.applied())
                .extracting(AppliedVersion::version)
                .containsOnlyOnce(VERSION)
                .endsWith(VERSION);
        assertThat(history.failed()).isEmpty();
    }

    /** That it was done, by an attempt that did it or found it done; and the end of the run, once. */
    private void assertTheLedgerTellsIt(String run) {
        Ledger ledger = new Ledger(new DriverManagerDataSource(engine.url(), engine.username(), engine.password()));
        List<LedgerRow> rows = ledger.of(new RunId(run));
        assertThat(rows)
                .filteredOn(
                        row -> row.type().equals("StepEnded") && row.details().contains(STEP))
                .isNotEmpty()
                .last()
                .satisfies(row -> assertThat(row.details()).contains("\"outcome\":\"done\""));
        assertThat(rows)
                .filteredOn(row -> row.type().equals("RunFinished"))
                .singleElement()
                .satisfies(row -> assertThat(row.details()).contains("\"outcome\":\"completed\""));
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(ledger.url(), ledger.username(), ledger.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The sample's, without the checks that demand that nothing is booked meanwhile. */
    private static Path changes() {
        try {
            Path folder = Files.createTempDirectory("rb-nodes");
            try (Stream<Path> sample = Files.list(SampleLedger.CHANGES)) {
                for (Path file : sample.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
            Path checks = Files.createDirectories(folder.resolve("checks/integrity"));
            for (String check : List.of("balance-equals-postings.sql", "conserved-balances-per-currency.sql")) {
                Files.copy(SampleLedger.CHANGES.resolve("checks/integrity").resolve(check), checks.resolve(check));
            }
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
