package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fingood.runbook.change.ChangeDigest;
import com.fingood.runbook.process.Rest.Answer;
import com.fingood.runbook.process.gates.Deviation;
import com.fingood.runbook.process.gates.Deviations;
import com.fingood.runbook.run.Facts;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.target.ScratchDatabase;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.TargetProperties;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What keeps a change from a manager's desk: each gate that is not met, what its people see of it, and every way on from there. */
class GateStoriesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FIX = "userTask_fixFailedGate";
    private static final String DOCUMENTS = "userTask_completeMigrationDocumentation";
    private static final String EVIDENCE = "userTask_provideStagingEvidence";
    private static final String DEVIATION = "userTask_decideOnDeviation";
    private static final String APPROVAL = "userTask_approveChange";
    private static final String NOT_READY = "userTask_decideOnFailedPreparation";
    private static final Map<String, Object> RETRY = Map.of("decision", "retry");

    private final RunningServer server = RunningServer.shared();
    private String run;

    /** The next story on the same target begins with no run on its way. */
    @AfterEach
    void nothing_is_left_on_its_way() {
        server.surroundings().alert("gates", false);
        if (run != null && server.run(run).outcome() == null) {
            server.as("requester").post("/api/runs/" + run + "/cancel", Map.of("reason", "the story is told"));
            server.outcomeOf(run);
        }
    }

    @Test
    void an_incomplete_document_is_completed_by_those_who_wrote_it() {
        String plan = "U2 gives back what V2 takes from offices and parcels.";
        edit("undocumented", "V2__parcel_office.md", plan, "");
        start("undocumented");
        String task = server.taskOf(run, DOCUMENTS);
        assertThat(groups(DOCUMENTS)).containsExactlyInAnyOrder("release-engineers", "database-team");
        assertThat(server.as("requester").briefing(task).path("missing"))
                .singleElement()
                .satisfies(missing -> {
                    assertThat(missing.path("where").asText()).contains("V2__parcel_office.md");
                    assertThat(missing.path("what").asText()).contains("Rollback plan");
                    assertThat(missing.path("fix").asText()).isNotBlank();
                });

        done("requester", task, RETRY);
        String again = server.taskOf(run, DOCUMENTS);
        assertThat(again).isNotEqualTo(task);
        edit("undocumented", "V2__parcel_office.md", "## Rollback plan\n", "## Rollback plan\n" + plan);
        done("operator", again, RETRY);
        server.taskOf(run, APPROVAL);
        assertThat(attempts("checkDocumentation")).isEqualTo(3);
        assertThat(attempts("loadChange")).isEqualTo(1);
    }

    @Test
    void an_alert_stops_one_gate_and_no_other() {
        server.surroundings().alert("gates", true);
        start("gates");
        String task = server.taskOf(run, FIX);
        JsonNode briefing = server.as("operations").briefing(task);
        assertThat(briefing.path("gate").path("name").asText()).isEqualTo("checkMonitoring");
        assertThat(briefing.path("failure").asText()).contains("DiskIsSlow");
        assertThat(open(FIX)).hasSize(1);
        assertThat(groups(FIX)).containsExactlyInAnyOrder("database-team", "operations");

        server.surroundings().alert("gates", false);
        done("operations", task, RETRY);
        server.taskOf(run, EVIDENCE);
        assertThat(server.task(run, FIX)).isEmpty();
        assertThat(attempts("checkMonitoring")).isEqualTo(2);
        for (String other : List.of("checkDatabaseHealth", "checkFreeDisk", "checkBackupSystem", "rehearseChange")) {
            assertThat(attempts(other)).as(other).isEqualTo(1);
        }
    }

    @Test
    void missing_staging_evidence_is_only_done_without_when_somebody_else_accepts_that() {
        start("gates");
        String task = server.taskOf(run, EVIDENCE);
        assertThat(server.as("operator").briefing(task).path("failure").asText())
                .contains("runbook.targets.gates.staging");
        refused("operator", task, Map.of("decision", "ask-deviation"), 400);
        ask("operator", task);
        String refused = server.taskOf(run, DEVIATION);
        assertThat(server.as("compliance")
                        .briefing(refused)
                        .path("deviation")
                        .path("reason")
                        .asText())
                .contains("another cluster");
        onlyComplianceDecides(refused);
        done("compliance", refused, Map.of("decision", "refuse-deviation", "comment", "which cluster?"));

        ask("operator", server.taskOf(run, EVIDENCE));
        accept();
        JsonNode approval = server.as("manager").briefing(server.taskOf(run, APPROVAL));
        assertThat(approval.path("deviations")).singleElement().satisfies(shown -> assertThat(
                        shown.path("acceptedBy").asText())
                .isEqualTo("compliance"));
        assertThat(deviations())
                .extracting(Deviation::gate, Deviation::decision)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("checkStagingEvidence", "refuse-deviation"),
                        org.assertj.core.groups.Tuple.tuple("checkStagingEvidence", "accept-deviation"));
        assertThat(digest().components()).containsKey("deviation.checkStagingEvidence.2");
        assertThat(digest().value()).isEqualTo(server.run(run).digest());
        assertThat(attempts("checkStagingEvidence")).isEqualTo(1);
    }

    /** Neither who asked for it nor who asked for the run, whatever groups they are in. */
    private void onlyComplianceDecides(String task) {
        Map<String, Object> accept = Map.of("decision", "accept-deviation", "comment", "mine");
        IdentityService identities = server.bean(IdentityService.class);
        for (String login : List.of("operator", "requester")) {
            assertThat(refused(login, task, accept, 403)).contains("compliance-officers");
            identities.createMembership(login, "compliance-officers");
            try {
                assertThat(refused(login, task, accept, 403)).contains(login, "nother");
            } finally {
                identities.deleteMembership(login, "compliance-officers");
            }
        }
    }

    @Test
    void an_unsafe_lock_is_stopped_with_its_rule_and_the_safe_way() {
        start("locking");
        JsonNode briefing = server.as("operator").briefing(server.taskOf(run, FIX));
        assertThat(briefing.path("gate").path("name").asText()).isEqualTo("checkSafety");
        assertThat(briefing.path("failure").asText()).contains("LK1");
        assertThat(finding(briefing, "LK1").path("workaround").asText()).contains("CONCURRENTLY");
        assertThat(attempts("createBackup")).isZero();
    }

    @Test
    void a_table_that_the_rehearsal_saw_written_anew_stops_the_change_and_who_aborts_leaves_no_copy() {
        start("rewriting");
        String task = server.taskOf(run, FIX);
        JsonNode briefing = server.as("operator").briefing(task);
        assertThat(briefing.path("gate").path("name").asText()).isEqualTo("rehearseChange");
        assertThat(briefing.path("failure").asText()).contains("RW1", "parcels");
        assertThat(finding(briefing, "RW1").path("source").asText()).isEqualTo("measured");
        assertThat(copies("rewriting")).isNotEmpty();

        refused("operator", task, Map.of("decision", "abort"), 400);
        done("operator", task, Map.of("decision", "abort", "comment", "too long for our window"));
        assertThat(server.outcomeOf(run)).isEqualTo("cancelled");
        assertThat(copies("rewriting")).isEmpty();
    }

    @Test
    void a_change_that_existing_rows_violate_is_mended_and_then_seen_by_every_gate_anew() {
        start("violating");
        String task = server.taskOf(run, FIX);
        JsonNode briefing = server.as("operator").briefing(task);
        assertThat(briefing.path("gate").path("name").asText()).isEqualTo("rehearseChange");
        assertThat(briefing.path("failure").asText()).contains("offices_town_ck");
        assertThat(finding(briefing, "BC3").path("condition").asText()).contains("11 row(s)");
        assertThat(refused("operator", task, Map.of("decision", "ask-deviation", "comment", "they are old"), 409))
                .contains("did not come through on a clone");

        edit("violating", "V2__parcel_office.sql", "town 4%", "village%");
        done("operator", task, RETRY);
        server.taskOf(run, APPROVAL);
        assertThat(attempts("checkSafety")).isEqualTo(2);
        assertThat(attempts("rehearseChange")).isEqualTo(3);
        assertThat(observed("serviceTask_compareContent")).anyMatch(words -> words.contains("script"));
    }

    @Test
    void a_lossy_undo_is_only_accepted_knowingly() {
        start("forgetful");
        String task = server.taskOf(run, FIX);
        JsonNode briefing = server.as("operator").briefing(task);
        assertThat(briefing.path("failure").asText()).contains("DL5");
        assertThat(briefing.path("rehearsal").path("undo").asText()).isEqualTo("loses data");
        ask("operator", task);
        accept();
        JsonNode approval = server.as("manager").briefing(server.taskOf(run, APPROVAL));
        assertThat(approval.path("deviations"))
                .singleElement()
                .satisfies(shown -> assertThat(shown.path("observed").asText()).contains("DL5"));
        assertThat(attempts("rehearseChange")).isEqualTo(1);
    }

    @Test
    void a_schema_that_others_change_is_noticed_before_the_migration_and_by_the_next_run() {
        start("drifting");
        String approval = server.taskOf(run, APPROVAL);
        outside("drifting", "alter table offices add column region int");
        done("manager", approval, Map.of("decision", "approve"));
        String task = server.taskOf(run, NOT_READY);
        assertThat(server.as("operator").briefing(task).path("failure").asText())
                .contains("changed since the rehearsal", "region");
        done("operator", task, Map.of("decision", "abort", "comment", "who was that?"));
        assertThat(server.outcomeOf(run)).isEqualTo("cancelled");

        outside("drifting", "alter table offices add column floor int");
        start("drifting");
        JsonNode briefing = server.as("senior").briefing(server.taskOf(run, FIX));
        assertThat(briefing.path("gate").path("name").asText()).isEqualTo("findOutsideChanges");
        assertThat(briefing.path("failure").asText())
                .as("an aborted run does not make known what nobody accepted")
                .contains("outside the runbook", "floor", "region");
        assertThat(groups(FIX)).containsExactlyInAnyOrder("senior-database-team", "security-team");
    }

    private void start(String target) {
        Answer answer = server.as("requester").start(target, ParcelOffice.VERSION);
        assertThat(answer.status()).as(answer.message()).isEqualTo(200);
        run = answer.body().path("businessKey").asText();
    }

    private void ask(String login, String task) {
        done(login, task, Map.of("decision", "ask-deviation", "comment", "it was seen on another cluster"));
    }

    private void accept() {
        done(
                "compliance",
                server.taskOf(run, DEVIATION),
                Map.of("decision", "accept-deviation", "comment", "I have seen it"));
    }

    private void done(String login, String task, Map<String, Object> decision) {
        Answer answer = server.as(login).complete(task, decision);
        assertThat(answer.status()).as(answer.message()).isEqualTo(204);
    }

    /** The words of the refusal. */
    private String refused(String login, String task, Map<String, Object> decision, int status) {
        Answer answer = server.as(login).complete(task, decision);
        assertThat(answer.status()).as(answer.message()).isEqualTo(status);
        assertThat(answer.message()).isNotBlank();
        return answer.message();
    }

    private static JsonNode finding(JsonNode briefing, String rule) {
        return in(briefing.path("findings"), "rule", rule).get(0);
    }

    private List<String> groups(String task) {
        List<String> groups = new ArrayList<>();
        open(task).get(0).path("groups").forEach(group -> groups.add(group.asText()));
        return groups;
    }

    private List<JsonNode> open(String task) {
        return in(view().path("tasks"), "key", task);
    }

    private int attempts(String gate) {
        return in(view().path("progress"), "step", "serviceTask_" + gate).size();
    }

    private List<String> observed(String step) {
        return in(view().path("progress"), "step", step).stream()
                .map(attempt -> attempt.path("observed").asText())
                .toList();
    }

    private JsonNode view() {
        return server.as("auditor").get("/api/runs/" + run).body();
    }

    private static List<JsonNode> in(JsonNode rows, String field, String value) {
        List<JsonNode> found = new ArrayList<>();
        rows.forEach(row -> {
            if (row.path(field).asText().equals(value)) {
                found.add(row);
            }
        });
        return found;
    }

    private List<Deviation> deviations() {
        return server.bean(Deviations.class).of(run);
    }

    private ChangeDigest digest() {
        return server.bean(Facts.class)
                .get(new RunId(run), "digest", ChangeDigest.class)
                .orElseThrow();
    }

    /** Scratch databases of this run. */
    private List<String> copies(String target) {
        return new ScratchDatabases(server.target(target))
                .all().stream()
                        .filter(scratch -> scratch.label().equals(run))
                        .map(ScratchDatabase::name)
                        .toList();
    }

    private void edit(String target, String file, String was, String is) {
        ParcelOffice.rewrite(properties(target), file, was, is);
    }

    private void outside(String target, String sql) {
        ParcelOffice.execute(properties(target), sql);
    }

    private TargetProperties properties(String target) {
        return server.target(target).properties();
    }
}
