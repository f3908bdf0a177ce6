package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.backup.Backup;
import com.fingood.runbook.backup.BackupType;
import com.fingood.runbook.backup.Backups;
import com.fingood.runbook.backup.Verification;
import com.fingood.runbook.change.ChangeFolder;
import com.fingood.runbook.diagnosis.performance.Baselines;
import com.fingood.runbook.diagnosis.performance.DeclaredQuery;
import com.fingood.runbook.diagnosis.performance.PerformanceMeasuring;
import com.fingood.runbook.fixtures.TestDatabases;
import com.fingood.runbook.run.Cancellation;
import com.fingood.runbook.run.Progress;
import com.fingood.runbook.target.ScratchDatabases;
import com.fingood.runbook.target.SessionTag;
import com.fingood.runbook.target.Target;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** An index is lost, somebody reports that all is slow, and the task shows which query suffers and which index would help. */
class PerformanceIssueTest {

    private static final String TARGET = "sluggish";

    private final RunningServer server = RunningServer.shared();
    private final Target target = server.target(TARGET);

    @Test
    void a_slow_target_is_looked_into_at_once_and_the_findings_are_in_the_task() throws Exception {
        TestDatabases.postgresql().requireTools();
        execute("analyze");
        Path home = server.bean(RunbookProperties.class).home();
        new Baselines(home)
                .save(new PerformanceMeasuring(Clock.systemUTC())
                        .measure(
                                target,
                                DeclaredQuery.in(
                                        ChangeFolder.at(target.properties().changes())),
                                SessionTag.cli("test"),
                                Cancellation.none(),
                                Progress.silent()));
        execute("drop index postings_account_ix");

        JsonNode unproven = findings(reported());
        assertThat(unproven.path("indexes").asText()).contains("unproven", "no verified backup");
        assertThat(unproven.path("suggestions").path(0).path("state").asText()).isEqualTo("unproven");
        assertThat(unproven.path("drafts")).isEmpty();

        takeBackup();
        String issue = reported();
        JsonNode found = findings(issue);

        assertThat(found.path("performance").asText()).contains("1 failed", "against the baseline of");
        JsonNode query = named(found.path("queries"), "account-history-query");
        assertThat(query.path("outcome").asText()).isEqualTo("failed");
        assertThat(query.path("planThen").asText()).contains("postings_account_ix");
        assertThat(query.path("planNow").asText()).contains("Seq Scan on postings");
        assertThat(found.path("slow").asText()).contains("declared queries");
        JsonNode suggestion = found.path("suggestions").path(0);
        assertThat(suggestion.path("state").asText()).isEqualTo("proven");
        assertThat(suggestion.path("statement").asText()).contains("ON public.postings (account_id)");
        assertThat(suggestion.path("before").asText()).contains("buffers, cost");
        assertThat(found.toString()).as("no value of a query").doesNotContain("100042");
        Path draft = Path.of(found.path("drafts").path(0).path("words").asText());
        assertThat(draft).startsWith(home.toAbsolutePath().resolve("drafts").resolve(issue));
        assertThat(Files.readString(draft)).contains("## Rollback plan");
        assertThat(new ScratchDatabases(target).all()).as("copies").noneMatch(scratch -> scratch.label()
                .equals(issue));
    }

    private void takeBackup() {
        Backups backups = server.bean(Backups.class);
        Backup backup =
                backups.create(target, BackupType.SCHEDULED, null, null, Cancellation.none(), Progress.silent());
        Verification verification = backups.verify(target, backup.id(), Cancellation.none(), Progress.silent());
        assertThat(verification.reason()).isNull();
        new ScratchDatabases(target).drop(verification.scratch());
    }

    private String reported() {
        Rest.Answer answer = server.as("auditor")
                .post(
                        "/engine-rest/process-definition/key/support-escalation/start",
                        Rest.variables(Map.of("target", TARGET, "summary", "all is slow", "kind", "performance")));
        assertThat(answer.status()).as(answer.message()).isEqualTo(200);
        return answer.body().path("businessKey").asText();
    }

    /** What the issue's form shows once every step has said something; then the issue is resolved. */
    private JsonNode findings(String issue) {
        String task = server.await(
                () -> {
                    JsonNode tasks = server.as("auditor")
                            .get("/api/issues/" + issue)
                            .body()
                            .path("tasks");
                    return tasks.isEmpty()
                            ? Optional.empty()
                            : Optional.of(tasks.get(0).path("id").asText());
                },
                "the task of " + issue);
        JsonNode briefing = server.await(
                () -> Optional.of(server.as("auditor").briefing(task)).filter(shown -> shown.has("indexes")),
                "the findings of " + issue);
        assertThat(server.as("operator")
                        .complete(task, Map.of("decision", "resolved", "comment", "the index comes back"))
                        .status())
                .isEqualTo(204);
        return briefing;
    }

    private static JsonNode named(JsonNode rows, String id) {
        for (JsonNode row : rows) {
            if (row.path("id").asText().equals(id)) {
                return row;
            }
        }
        throw new AssertionError(rows + " has no " + id);
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = target.connect(SessionTag.cli("test"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
