package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.migration.MigrationHistory;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What runs outside a transaction breaks off on the target: what it left is preserved, told, and repaired only as approved. */
class UnknownOutcomeTest {

    private static final String TARGET = "unknown";
    private static final String UNKNOWN = "userTask_decideOnUnknownOutcome";

    private final RunningServer server = RunningServer.shared();

    @Test
    void a_failed_row_is_removed_only_once_a_manager_approved_that_and_then_the_change_is_made_once() {
        String run = server.started(TARGET, "2");
        server.as("manager").decides(server.taskOf(run, "userTask_approveChange"), Map.of("decision", "approve"));
        String go = server.taskOf(run, "userTask_decideGoOrNoGo");
        // What no rehearsal can know: a second office opens in the same town before the index is there.
        execute("insert into offices values (51, 'town 1')");
        server.as("operator").decides(go, Map.of("decision", "go"));

        JsonNode briefing = server.as("auditor").briefing(server.taskOf(run, UNKNOWN));
        assertThat(briefing.path("repair").asText()).contains("failed row");
        assertThat(briefing.path("differences").toString()).contains("offices_town_uq");
        server.as("senior")
                .decides(server.taskOf(run, UNKNOWN), Map.of("decision", "repair", "comment", "two offices in town 1"));
        String approval = server.taskOf(run, "userTask_approveRepair");
        assertThat(server.as("senior")
                        .complete(approval, Map.of("decision", "approve"))
                        .status())
                .isEqualTo(403);
        assertThat(MigrationHistory.of(server.target(TARGET)).row("2")).isPresent();
        server.as("manager").decides(approval, Map.of("decision", "approve"));

        String failed = server.taskOf(run, "userTask_decideOnFailedMigration");
        assertThat(server.as("auditor").briefing(failed).path("state").asText()).isEqualTo("as before the migration");
        assertThat(MigrationHistory.of(server.target(TARGET)).row("2")).isEmpty();
        execute("delete from offices where id = 51");
        server.as("senior").decides(failed, Map.of("decision", "retry"));
        assertThat(server.outcomeOf(run)).isEqualTo("completed");
        assertThat(MigrationHistory.of(server.target(TARGET)).applied())
                .filteredOn(row -> "2".equals(row.version()))
                .singleElement()
                .satisfies(row -> assertThat(row.success()).isTrue());
    }

    @Test
    void rows_that_a_broken_off_script_may_have_changed_are_told_and_never_taken_for_done_or_undone() {
        String run = server.started("in-pieces", "2");
        server.as("manager").decides(server.taskOf(run, "userTask_approveChange"), Map.of("decision", "approve"));
        server.othersApproveToo(run);
        String go = server.taskOf(run, "userTask_decideGoOrNoGo");
        execute("in-pieces", "insert into offices values (51, 'town 51')");
        server.as("operator").decides(go, Map.of("decision", "go"));
        server.await(() -> terminated(run), "the session that migrates, asleep after its first half");

        JsonNode briefing = server.as("auditor").briefing(server.taskOf(run, UNKNOWN));
        assertThat(briefing.toString()).contains("the script changes rows too", "nobody can see");
        assertThat(rows("select count(*) from offices where town = upper(town)"))
                .isEqualTo("25");
        assertThat(MigrationHistory.of(server.target("in-pieces")).row("2")).isEmpty();
    }

    private Optional<String> terminated(String run) {
        return Optional.of(rows(
                        "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'runbook/"
                                + run + "/migrate' and query like '%pg_sleep%' and wait_event = 'PgSleep'"))
                .filter("1"::equals);
    }

    private String rows(String sql) {
        try (Connection connection = server.target("in-pieces").connect(SessionTag.cli("test"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) {
        execute(TARGET, sql);
    }

    private void execute(String target, String sql) {
        ParcelOffice.execute(server.target(target).properties(), sql);
    }
}
