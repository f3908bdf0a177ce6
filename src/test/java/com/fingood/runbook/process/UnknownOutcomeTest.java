package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fingood.runbook.migration.MigrationHistory;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A build outside a transaction breaks off on the target: what it left is preserved, told, and repaired only as approved. */
class UnknownOutcomeTest {

    private static final String TARGET = "unknown";
    private static final String UNKNOWN = "userTask_decideOnUnknownOutcome";

    private final RunningServer server = RunningServer.shared();

    @Test
    void a_failed_row_is_removed_only_once_a_manager_approved_that_and_then_the_change_is_made_once() {
        String run = server.started(TARGET, "2");
        decide(server.taskOf(run, "userTask_approveChange"), "manager", Map.of("decision", "approve"));
        String go = server.taskOf(run, "userTask_decideGoOrNoGo");
        // What no rehearsal can know: a second office opens in the same town before the index is there.
        execute("insert into offices values (51, 'town 1')");
        decide(go, "operator", Map.of("decision", "go"));

        JsonNode briefing = briefing(server.taskOf(run, UNKNOWN));
        assertThat(briefing.path("repair").asText()).contains("failed row");
        assertThat(briefing.path("differences").toString()).contains("offices_town_uq");
        decide(server.taskOf(run, UNKNOWN), "senior", Map.of("decision", "repair", "comment", "two offices in town 1"));
        String approval = server.taskOf(run, "userTask_approveRepair");
        assertThat(server.as("senior")
                        .complete(approval, Map.of("decision", "approve"))
                        .status())
                .isEqualTo(403);
        assertThat(MigrationHistory.of(server.target(TARGET)).row("2")).isPresent();
        decide(approval, "manager", Map.of("decision", "approve"));

        String failed = server.taskOf(run, "userTask_decideOnFailedMigration");
        assertThat(briefing(failed).path("state").asText()).isEqualTo("as before the migration");
        assertThat(MigrationHistory.of(server.target(TARGET)).row("2")).isEmpty();
        execute("delete from offices where id = 51");
        decide(failed, "senior", Map.of("decision", "retry"));
        assertThat(server.outcomeOf(run)).isEqualTo("completed");
        assertThat(MigrationHistory.of(server.target(TARGET)).applied())
                .filteredOn(row -> "2".equals(row.version()))
                .singleElement()
                .satisfies(row -> assertThat(row.success()).isTrue());
    }

    private void execute(String sql) {
        ParcelOffice.execute(server.target(TARGET).properties(), sql);
    }

    private void decide(String task, String login, Map<String, Object> decision) {
        Rest.Answer answer = server.as(login).complete(task, decision);
        assertThat(answer.status()).as(answer.message()).isEqualTo(204);
    }

    private JsonNode briefing(String task) {
        String path = "/engine-rest/task/" + task + "/variables/briefing?deserializeValue=false";
        try {
            return new ObjectMapper()
                    .readTree(
                            server.as("auditor").get(path).body().path("value").asText());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
