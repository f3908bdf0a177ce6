package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.audit.LedgerExport;
import com.fingood.runbook.audit.LedgerSealer;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** A migration that somebody holds up: what people see of it, and every way out (RUNBOOK.md, Migration Timeout). */
class OverdueStepTest {

    private static final String OVERDUE = "userTask_decideOnOverdueStep";
    private static final String FAILED = "userTask_decideOnFailedMigration";
    private static final Duration EXPECTED = Duration.ofSeconds(2);

    private final RunningServer server = RunningServer.shared();

    @ParameterizedTest
    @ValueSource(strings = {"overdue", "overdue-h2"})
    void ending_the_root_blocker_lets_the_migration_through_and_the_ledger_says_who_ended_whom(String target)
            throws SQLException {
        try (Connection blocker = holdOffices(target)) {
            String run = approved(target);
            String task = server.taskOf(run, OVERDUE);
            Instant opened = Instant.now();
            assertThat(Duration.between(begun(run), opened))
                    .isLessThan(EXPECTED.plusSeconds(5).plusSeconds(2));
            JsonNode watch = server.as("auditor").briefing(task).path("watch");
            assertThat(watch.path("roots"))
                    .singleElement()
                    .satisfies(root -> assertThat(root.path("may").asText()).isEqualTo("yes"));
            String pid = watch.path("roots").path(0).path("session").asText();
            assertThat(watch.path("tree").asText()).contains(pid, run);
            assertThat(server.as("operator")
                            .complete(
                                    task, Map.of("decision", "end-blockers", "comment", "it is idle", "sessions", "1"))
                            .message())
                    .contains("session 1", pid);
            server.as("operator")
                    .decides(task, Map.of("decision", "end-blockers", "comment", "it is idle", "sessions", pid));
            assertThat(server.outcomeOf(run)).isEqualTo("completed");
            assertThat(MigrationHistory.of(server.target(target)).row("2")).isPresent();
            assertThat(ledgerOf(run)).contains("BlockersEnded", "\"wantedBy\":\"operator\"", pid);
            assertThat(isAlive(blocker)).isFalse();
        }
    }

    @Test
    void a_migration_that_is_stopped_is_gone_for_certain_before_anything_else_happens() throws SQLException {
        try (Connection blocker = holdOffices("stopped")) {
            String run = approved("stopped");
            server.as("operator")
                    .decides(
                            server.taskOf(run, OVERDUE),
                            Map.of("decision", "stop-and-go-back", "comment", "the night batch needs that table"));
            assertThat(server.outcomeOf(run)).isEqualTo("rolled-back");
            assertThat(MigrationHistory.of(server.target("stopped")).row("2")).isEmpty();
            assertThat(sessionsOf("stopped", run)).isZero();
            assertThat(isAlive(blocker)).isTrue();
        }
    }

    @Test
    void at_its_hard_limit_a_migration_is_stopped_by_itself_and_people_are_called() throws SQLException {
        String run;
        try (Connection blocker = holdOffices("limited")) {
            run = approved("limited");
            String overdue = server.taskOf(run, OVERDUE);
            String task = server.taskOf(run, FAILED);
            assertThat(server.as("auditor").briefing(task).path("state").asText())
                    .isEqualTo("as before the migration");
            assertThat(server.as("operator")
                            .complete(overdue, Map.of("decision", "wait-longer"))
                            .message())
                    .contains("over");
            assertThat(server.as("auditor").get("/api/issues").text()).contains(run, "hard limit");
            blocker.rollback();
            server.as("senior").decides(task, Map.of("decision", "retry"));
        }
        assertThat(server.outcomeOf(run)).isEqualTo("completed");
    }

    @Test
    void an_undo_that_is_held_up_is_watched_like_the_migration() throws SQLException {
        String target = "held-undo";
        ParcelOffice.execute(server.target(target).properties(), feeBooks("active"));
        String run = server.started(target, "2.6");
        String approval = server.taskOf(run, "userTask_approveChange");
        ParcelOffice.execute(server.target(target).properties(), feeBooks("restricted"));
        server.as("manager").decides(approval, Map.of("decision", "approve"));
        String failed = server.taskOf(run, "userTask_decideOnFailedValidation");
        try (Connection blocker = hold(target, "update accounts set kind = kind where kind = 'fee-income'")) {
            server.as("senior").decides(failed, Map.of("decision", "roll-back"));
            String task = server.taskOf(run, OVERDUE);
            assertThat(server.as("auditor")
                            .briefing(task)
                            .path("watch")
                            .path("step")
                            .asText())
                    .isEqualTo("Undo change");
            server.as("operator").decides(task, Map.of("decision", "end-blockers", "comment", "it is idle"));
            assertThat(server.outcomeOf(run)).isEqualTo("rolled-back");
            assertThat(isAlive(blocker)).isFalse();
        }
    }

    @Test
    void a_doubt_about_integrity_stops_a_migration_that_is_at_work_and_people_decide() throws SQLException {
        String run;
        try (Connection blocker = holdOffices("doubted")) {
            run = approved("doubted");
            server.taskOf(run, OVERDUE);
            Rest.Answer reported = server.as("operator")
                    .post(
                            "/engine-rest/process-definition/key/support-escalation/start",
                            Rest.variables(Map.of(
                                    "target", "doubted", "summary", "the books do not add up", "kind", "integrity")));
            assertThat(reported.status()).as(reported.text()).isEqualTo(200);
            String task = server.taskOf(run, FAILED);
            assertThat(server.as("auditor").briefing(task).path("state").asText())
                    .isEqualTo("as before the migration");
            assertThat(ledgerOf(run)).contains("StopRequested");
            assertThat(isAlive(blocker)).isTrue();
            server.as("senior").decides(task, Map.of("decision", "roll-back"));
        }
        assertThat(server.outcomeOf(run)).isEqualTo("rolled-back");
    }

    private static String feeBooks(String status) {
        return "update accounts set status = '" + status + "' where kind = 'fee-income' and currency in ('GBP', 'CHF')";
    }

    private String approved(String target) {
        String run = server.started(target, "2");
        server.as("manager").decides(server.taskOf(run, "userTask_approveChange"), Map.of("decision", "approve"));
        return run;
    }

    private Connection holdOffices(String target) throws SQLException {
        return hold(target, "update offices set town = town where id = 1");
    }

    /** A session that does nothing for a while and holds a lock all the same. */
    private Connection hold(String target, String sql) throws SQLException {
        var properties = server.target(target).properties();
        Connection blocker =
                DriverManager.getConnection(properties.url(), properties.username(), properties.password());
        blocker.setAutoCommit(false);
        try (Statement statement = blocker.createStatement()) {
            statement.execute(sql);
        }
        return blocker;
    }

    private Instant begun(String run) {
        JsonNode progress = server.as("auditor").get("/api/runs/" + run).body().path("progress");
        for (JsonNode attempt : progress) {
            if (attempt.path("step").asText().equals("serviceTask_migrate")) {
                return Instant.parse(attempt.path("started").asText());
            }
        }
        throw new AssertionError("no migration was begun: " + progress);
    }

    private int sessionsOf(String target, String run) throws SQLException {
        try (Connection observer = server.target(target).connect(SessionTag.cli("test"))) {
            return server.target(target).dialect().sessionsOf(observer, run).size();
        }
    }

    private static boolean isAlive(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            return statement.execute("select 1");
        } catch (SQLException e) {
            return false;
        }
    }

    private String ledgerOf(String run) {
        try {
            server.bean(LedgerSealer.class).sealPending();
            Path file = Files.createTempFile("rb-ledger", ".jsonl");
            server.bean(LedgerExport.class).export(file, Optional.of(new RunId(run)));
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
