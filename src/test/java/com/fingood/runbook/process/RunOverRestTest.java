package com.fingood.runbook.process;

import com.fingood.runbook.audit.LedgerSealer;
import com.fingood.runbook.audit.LedgerVerifier;
import com.fingood.runbook.audit.Verdict;
import com.fingood.runbook.fixtures.PostgresServer;
import com.fingood.runbook.migration.AppliedVersion;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.target.Fingerprint;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Whole runs through REST alone, as people and pipelines do them. */
class RunOverRestTest {

    private final RunningServer server = RunningServer.shared();

    @ParameterizedTest
    @ValueSource(strings = {"happy", "happy-h2"})
    void a_change_that_another_person_approves_is_applied_once(String target) {
        if (server.target(target).isProduction()) {
            rehearsedInStaging();
        }
        String run = server.started(target, "2.0");
        approve(run);
        assertThat(server.outcomeOf(run)).isEqualTo("completed");
        List<AppliedVersion> rows = MigrationHistory.of(server.target(target)).applied().stream()
                .filter(row -> "2.0".equals(row.version()))
                .toList();
        assertThat(rows).hasSize(1);
        assertThat(ledgerVerdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void a_rejected_change_leaves_the_target_as_it_was() {
        Fingerprint before = fingerprint("rejected");
        String run = server.started("rejected", "2.0");
        String task = server.taskOf(run, "userTask_approveChange");
        assertThat(server.as("manager")
                        .complete(task, Map.of("decision", "reject"))
                        .message())
                .contains("comment");
        assertThat(server.as("manager")
                        .complete(task, Map.of("decision", "reject", "comment", "not this week"))
                        .status())
                .isEqualTo(204);
        assertThat(server.outcomeOf(run)).isEqualTo("rejected");
        assertThat(before.differencesTo(fingerprint("rejected"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "broken-h2"})
    void a_change_that_breaks_the_books_after_all_is_taken_back(String target) {
        feeBooks(target, "active");
        String run = server.started(target, "2.6");
        server.taskOf(run, "userTask_approveChange");
        feeBooks(target, "restricted");
        Fingerprint before = fingerprint(target);
        approve(run);
        server.as("senior")
                .decides(server.taskOf(run, "userTask_decideOnFailedValidation"), Map.of("decision", "roll-back"));
        assertThat(server.outcomeOf(run)).isEqualTo("rolled-back");
        assertThat(before.differencesTo(fingerprint(target))).isEmpty();
        assertThat(MigrationHistory.of(server.target(target)).row("2.6")).isEmpty();
    }

    @Test
    void a_change_with_a_lossy_undo_is_only_taken_back_by_a_restore_that_a_person_confirms() {
        String run = server.started("lossy", "2.2");
        deviate(run, "userTask_fixFailedGate");
        server.taskOf(run, "userTask_approveChange");
        execute("lossy", "update accounts set status = 'closed' where id = 32");
        Fingerprint before = fingerprint("lossy");
        approve(run);
        server.as("senior")
                .decides(server.taskOf(run, "userTask_decideOnFailedValidation"), Map.of("decision", "roll-back"));
        server.as("senior")
                .decides(
                        server.taskOf(run, "userTask_confirmRestore"),
                        Map.of("decision", "restore", "comment", "the undo loses the notes"));
        assertThat(server.outcomeOf(run)).isEqualTo("restored");
        assertThat(before.differencesTo(fingerprint("lossy"))).isEmpty();
    }

    @Test
    void a_run_that_is_cancelled_before_the_migration_changes_nothing() {
        Fingerprint before = fingerprint("cancelled");
        String run = server.started("cancelled", "2.0");
        server.taskOf(run, "userTask_approveChange");
        assertThat(server.as("manager2")
                        .post("/api/runs/" + run + "/cancel", Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(server.as("business")
                        .post("/api/runs/" + run + "/cancel", Map.of("reason", "no"))
                        .status())
                .isEqualTo(403);
        assertThat(server.as("requester")
                        .post("/api/runs/" + run + "/cancel", Map.of("reason", "wrong week"))
                        .status())
                .isEqualTo(200);
        assertThat(server.outcomeOf(run)).isEqualTo("cancelled");
        assertThat(before.differencesTo(fingerprint("cancelled"))).isEmpty();
    }

    @Test
    void a_file_that_changes_while_people_are_asked_is_not_approved_but_examined_again() throws IOException {
        String run = server.started("edited", "2.0");
        String task = server.taskOf(run, "userTask_approveChange");
        Path script = script(server.target("edited").properties().changes());
        Files.writeString(script, "\n-- one more line\n", StandardOpenOption.APPEND);
        Rest.Answer refused = server.as("manager").complete(task, Map.of("decision", "approve"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message()).contains("script changed");
        server.await(
                () -> server.task(run, "userTask_approveChange").filter(again -> !again.equals(task)),
                "a new approval task of " + run);
        approve(run);
        assertThat(server.outcomeOf(run)).isEqualTo("completed");
    }

    @Test
    void a_step_that_gets_stuck_asks_a_person_and_goes_on_when_told() throws SQLException {
        String run = server.started("slow", "2.0");
        server.taskOf(run, "userTask_approveChange");
        allowConnections("slow", false);
        try {
            assertThat(server.as("requester")
                            .post("/api/runs/" + run + "/cancel", Map.of("reason", "wrong week"))
                            .status())
                    .isEqualTo(200);
            String stuck = server.taskOf(run, "userTask_decideOnStuckStep");
            server.as("operator").decides(stuck, Map.of("decision", "declare-incident", "comment", "nobody gets in"));
            server.await(
                    () -> server.task(run, "userTask_decideOnStuckStep").filter(again -> !again.equals(stuck)),
                    "the same question, since the step is stuck still");
            assertThat(server.as("auditor").get("/api/issues").text())
                    .contains(run, "nobody gets in", "system-failure");
        } finally {
            allowConnections("slow", true);
        }
        server.as("operator").decides(server.taskOf(run, "userTask_decideOnStuckStep"), Map.of("decision", "retry"));
        assertThat(server.outcomeOf(run)).isEqualTo("cancelled");
    }

    /** Production takes its evidence from the completed run on the staging target. */
    private void rehearsedInStaging() {
        String run = server.started("happy-staging", "2.0");
        approve(run);
        assertThat(server.outcomeOf(run)).isEqualTo("completed");
    }

    private void allowConnections(String target, boolean allowed) throws SQLException {
        String database =
                server.target(target).dialect().databaseOf(server.target(target).properties());
        try (Connection admin =
                        DriverManager.getConnection(PostgresServer.shared().adminUrl());
                Statement statement = admin.createStatement()) {
            statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS " + allowed);
        }
    }

    /** What no rehearsal can know: the books move between the rehearsal and the window. */
    private void feeBooks(String target, String status) {
        execute(
                target,
                "update accounts set status = '" + status
                        + "' where kind = 'fee-income' and currency in ('GBP', 'CHF')");
    }

    private void execute(String target, String sql) {
        try (Connection connection = server.target(target).connect(SessionTag.cli("test"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path script(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().startsWith("V2.0__")
                            && path.toString().endsWith(".sql"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void approve(String run) {
        server.as("manager").decides(server.taskOf(run, "userTask_approveChange"), Map.of("decision", "approve"));
    }

    /** A gate that is not met passes, since compliance accepts that. */
    private void deviate(String run, String task) {
        server.as("operator")
                .decides(
                        server.taskOf(run, task),
                        Map.of("decision", "ask-deviation", "comment", "the notes are kept in the archive"));
        server.as("compliance")
                .decides(
                        server.taskOf(run, "userTask_decideOnDeviation"),
                        Map.of("decision", "accept-deviation", "comment", "the archive was seen"));
    }

    private Fingerprint fingerprint(String target) {
        return server.target(target)
                .fingerprint(SessionTag.cli("test"), Cancellation.none())
                .withoutBookkeeping()
                .ignoringPositions();
    }

    private Verdict ledgerVerdict() {
        server.bean(LedgerSealer.class).sealPending();
        return server.bean(LedgerVerifier.class).verify().verdict();
    }
}
