package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.process.approval.Approvals;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.Fence;
import com.fingood.runbook.target.SessionTag;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The last word before a change: what it is said on, and what else may be said than go. */
@TestMethodOrder(OrderAnnotation.class)
class GoOrNoGoTest {

    private static final String TASK = "userTask_decideGoOrNoGo";
    private static final String TARGET = "moved";

    private final RunningServer server = RunningServer.shared();

    @Test
    @Order(1)
    void a_no_go_needs_its_reason_and_ends_the_run_with_nothing_changed() {
        String run = approved();
        String task = server.taskOf(run, TASK);
        assertThat(refusal(task, Map.of("decision", "no-go"))).contains("needs a comment");
        server.as("operator").decides(task, Map.of("decision", "no-go", "comment", "the auditors are in the house"));
        assertThat(server.outcomeOf(run)).isEqualTo("cancelled");
    }

    @Test
    @Order(2)
    void it_is_said_on_the_backup_and_what_was_written_since_and_a_new_one_may_be_taken_first() {
        String run = approved();
        ParcelOffice.execute(server.target(TARGET).properties(), "insert into parcels values (4, 2, 'late')");
        String task = server.taskOf(run, TASK);
        JsonNode point = server.as("auditor").briefing(task).path("point");
        assertThat(point.path("restore").asText()).matches("\\d+ s");
        assertThat(point.path("age").asText()).matches("\\d+ (s|min)");
        int before = backups();
        server.as("operator").decides(task, Map.of("decision", "new-backup"));
        String again = server.await(
                () -> server.task(run, TASK).filter(other -> !other.equals(task)), "the question asked again");
        assertThat(backups()).isEqualTo(before + 1);
        assertThat(server.as("auditor")
                        .briefing(again)
                        .path("point")
                        .path("written")
                        .asText())
                .isEqualTo("nothing");
        server.as("operator").decides(again, Map.of("decision", "no-go", "comment", "enough seen"));
        assertThat(server.outcomeOf(run)).isEqualTo("cancelled");
    }

    @Test
    @Order(3)
    void a_window_is_moved_by_one_managers_word_and_what_was_approved_stays_approved() {
        String run = approved();
        String task = server.taskOf(run, TASK);
        assertThat(refusal(task, Map.of("decision", "reschedule"))).contains("windowStart");
        assertThat(refusal(task, Map.of("decision", "reschedule", "windowStart", "2020-01-01T00:00:00Z")))
                .contains("has passed");
        Instant window = Instant.now().plusSeconds(15).truncatedTo(ChronoUnit.SECONDS);
        server.as("operator").decides(task, Map.of("decision", "reschedule", "windowStart", window.toString()));
        String confirm = server.taskOf(run, "userTask_confirmNewWindow");
        assertThat(server.as("auditor")
                        .briefing(confirm)
                        .path("proposal")
                        .path("by")
                        .asText())
                .isEqualTo("operator");
        assertThat(server.run(run).windowStart()).isNull();
        server.as("manager2").decides(confirm, Map.of("decision", "confirm"));
        assertThat(server.outcomeOf(run)).isEqualTo("completed");
        assertThat(server.run(run).windowStart()).isEqualTo(window);
        assertThat(server.run(run).finished()).isAfter(window);
        assertThat(server.bean(Approvals.class).current(new RunId(run))).hasSize(1);
    }

    @Test
    void a_change_that_asks_for_a_fence_has_one_until_it_is_validated_and_everybody_may_connect_again() {
        ParcelOffice.rewrite(
                server.target("fenced").properties(), "V2__parcel_office.md", "risk: low", "risk: low\nfence: true");
        String rights = rights();
        String run = approved("fenced");
        assertThat(server.outcomeOf(run)).isEqualTo("completed");
        assertThat(observed(run, "serviceTask_placeFence")).contains("The fence stands", "PUBLIC");
        assertThat(rights()).isEqualTo(rights);
        assertThat(new Fence(Clock.systemUTC()).state(server.target("fenced"))).isEmpty();
        // Whoever the owner shuts out after this is not let in again by a late repetition of the lifting.
        assertThat(server.bean(Facts.class).get(new RunId(run), "rights-before-fence", String[].class))
                .hasValueSatisfying(kept -> assertThat(kept).isEmpty());
    }

    private String rights() {
        try (Connection connection = server.target("fenced").connect(SessionTag.cli("test"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select coalesce(datacl::text, acldefault('d', datdba)::text) from pg_database where datname = current_database()")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private String observed(String run, String step) {
        for (JsonNode attempt :
                server.as("auditor").get("/api/runs/" + run).body().path("progress")) {
            if (attempt.path("step").asText().equals(step)) {
                return attempt.path("observed").asText();
            }
        }
        throw new AssertionError("no step " + step);
    }

    private String approved() {
        return approved(TARGET);
    }

    private String approved(String target) {
        String run = server.started(target, "2");
        server.as("manager").decides(server.taskOf(run, "userTask_approveChange"), Map.of("decision", "approve"));
        return run;
    }

    private int backups() {
        return server.bean(Backups.class).list(server.target(TARGET)).size();
    }

    private String refusal(String task, Map<String, Object> sent) {
        return server.as("operator").complete(task, new HashMap<>(sent)).message();
    }
}
