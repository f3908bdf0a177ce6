package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fingood.runbook.process.Rest.Answer;
import com.fingood.runbook.process.approval.Approval;
import com.fingood.runbook.process.approval.Approvals;
import com.fingood.runbook.run.Run;
import com.fingood.runbook.run.RunId;
import com.fingood.runbook.run.Runs;
import com.fingood.runbook.target.TargetProperties;
import com.fingood.runbook.target.Targets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Approvals by several people, with a table of the company's own that asks a manager, a second one and compliance on every target.
 */
class ApprovalStoriesTest {

    private static final String APPROVE = "userTask_approveChange";
    private static final String REVISE = "userTask_reviseChange";
    private static final List<String> TARGETS = List.of("chased", "edited", "late", "split", "asked", "twice", "own");

    private static ClockedServer server;

    @BeforeAll
    static void start() throws IOException {
        Map<String, TargetProperties> targets = new LinkedHashMap<>();
        for (String name : TARGETS) {
            targets.put(name, ParcelOffice.small("a" + name));
        }
        Map<String, Object> more = new HashMap<>();
        more.put("runbook.decisions", ownTable().toString());
        // A backup's moment is the database's, whose clock these stories can't move.
        TARGETS.forEach(name -> more.put("runbook.targets." + name + ".limits.backup-age", "365d"));
        server = ClockedServer.start(targets, more);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whoever_may_decide_is_chased_when_an_answer_is_due_and_every_hour_until_the_proof_is_too_old() {
        String run = server.started("chased", ParcelOffice.VERSION);
        Map<String, String> tasks = approvals(run);
        Instant due = approval(run).due();
        Instant expires = approval(run).expires();

        assertThat(server.toOneSecondBefore(due)).doesNotContain("timer_chaseApprovers");
        assertThat(events(run, "ApprovalChased")).isEmpty();
        server.toOneSecondAfter(due);
        assertThat(events(run, "ApprovalChased"))
                .hasSize(3)
                .allMatch(event -> event.contains("the group") && !event.contains("every member"));
        server.toOneSecondBefore(due.plus(Duration.ofHours(1)));
        assertThat(events(run, "ApprovalChased")).hasSize(3);
        server.downFor(Duration.ofSeconds(2));
        server.runDue();
        assertThat(events(run, "ApprovalChased")).hasSize(6);
        assertThat(events(run, "ApprovalChased").subList(3, 6)).allMatch(event -> event.contains("every member"));
        assertThat(groupsOf(tasks.get("change manager"))).containsExactly("change-managers");

        approved(tasks.get("compliance officer"), "compliance");
        server.toOneSecondBefore(expires);
        assertThat(run(run).phase().label()).isEqualTo("change-approval");
        server.toOneSecondAfter(expires);
        Answer late = server.as("manager").complete(tasks.get("change manager"), Map.of("decision", "approve"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.message()).contains("no longer needed");
        assertThat(events(run, "ApprovalVoided")).singleElement().asString().contains("compliance", "too old");

        Map<String, String> anew = approvals(run);
        assertThat(anew.values()).doesNotContainAnyElementsOf(tasks.values());
        assertThat(events(run, "ApprovalsRequired")).hasSize(2).allMatch(event -> event.contains("approval-policy"));
    }

    @Test
    void what_is_edited_while_people_are_asked_is_not_approved_and_what_was_given_is_void() throws IOException {
        String run = server.started("edited", ParcelOffice.VERSION);
        Map<String, String> tasks = approvals(run);
        approved(tasks.get("change manager"), "manager");
        Files.writeString(script("edited"), "\n-- one more line\n", StandardOpenOption.APPEND);

        Answer refused =
                server.as("compliance").complete(tasks.get("compliance officer"), Map.of("decision", "approve"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.message()).contains("script changed", "back to preflight");
        server.await("new approvals", () -> Optional.of(events(run, "ApprovalsRequired"))
                .filter(all -> all.size() == 2));
        assertThat(events(run, "ApprovalVoided")).singleElement().asString().contains("manager", "script changed");
        assertThat(approvals(run)).hasSize(3);
    }

    @Test
    void what_is_edited_between_approval_and_window_is_not_executed_and_asked_about_anew() throws IOException {
        Instant window = server.now().plus(Duration.ofHours(2));
        String run = started("late", window);
        approveAll(run);
        server.await("the window", () -> Optional.of(run(run))
                .filter(found -> found.phase().label().equals("execute-migration")));
        Files.writeString(script("late"), "\n-- one more line\n", StandardOpenOption.APPEND);
        server.toOneSecondAfter(window);

        String failed = server.taskOf(run, "userTask_decideOnFailedPreparation");
        assertThat(server.as("operator")
                        .complete(failed, Map.of("decision", "repeat-preflight"))
                        .status())
                .isEqualTo(204);
        approvals(run);
        assertThat(events(run, "ApprovalVoided")).hasSize(3);
        approveAll(run);
        assertThat(outcomeOf(run)).isEqualTo("completed");
    }

    @Test
    void one_person_approves_once_and_one_no_ends_the_others_tasks() {
        String run = server.started("split", ParcelOffice.VERSION);
        Map<String, String> tasks = approvals(run);
        approved(tasks.get("change manager"), "manager");

        Answer again = server.as("manager").complete(tasks.get("second change manager"), Map.of("decision", "approve"));
        assertThat(again.status()).isEqualTo(403);
        assertThat(again.message()).contains("one person approves once");
        assertThat(server.as("manager")
                        .complete(tasks.get("compliance officer"), Map.of("decision", "approve"))
                        .message())
                .contains("it is for compliance-officers");

        assertThat(server.as("manager2")
                        .complete(
                                tasks.get("second change manager"),
                                Map.of("decision", "reject", "comment", "not in this quarter"))
                        .status())
                .isEqualTo(204);
        assertThat(outcomeOf(run)).isEqualTo("rejected");
        Answer late = server.as("compliance").complete(tasks.get("compliance officer"), Map.of("decision", "approve"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.message()).contains("no longer needed");
        JsonNode approvals = server.as("auditor").get("/api/runs/" + run).body().path("approvals");
        assertThat(approvals)
                .extracting(asked -> asked.path("decision").asText() + " "
                        + asked.path("decidedBy").asText())
                .containsExactlyInAnyOrder("approve manager", "reject manager2", " ");
    }

    @Test
    void an_approver_may_ask_for_changes_and_its_authors_bring_it_back_to_preflight() throws IOException {
        String run = server.started("asked", ParcelOffice.VERSION);
        Map<String, String> tasks = approvals(run);
        assertThat(server.as("manager")
                        .complete(tasks.get("change manager"), Map.of("decision", "ask-changes"))
                        .status())
                .isEqualTo(400);
        assertThat(server.as("manager")
                        .complete(
                                tasks.get("change manager"),
                                Map.of("decision", "ask-changes", "comment", "say why in the script"))
                        .status())
                .isEqualTo(204);

        String revise = server.taskOf(run, REVISE);
        assertThat(server.as("auditor").briefing(revise).path("asked").toString())
                .contains("manager: say why in the script");
        Files.writeString(script("asked"), "\n-- since the merger\n", StandardOpenOption.APPEND);
        assertThat(server.as("operator")
                        .complete(revise, Map.of("decision", "revised", "comment", "says why now"))
                        .status())
                .isEqualTo(204);

        approveAll(run);
        assertThat(outcomeOf(run)).isEqualTo("completed");
    }

    @Test
    void of_two_clicks_at_once_each_gets_an_answer_that_makes_sense() throws Exception {
        String run = server.started("twice", ParcelOffice.VERSION);
        String task = approvals(run).get("change manager");
        ExecutorService browsers = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Answer>> clicks = new ArrayList<>();
            for (String login : List.of("manager", "manager2")) {
                clicks.add(() -> server.as(login).complete(task, Map.of("decision", "approve")));
            }
            List<Integer> answers = new ArrayList<>();
            for (Future<Answer> click : browsers.invokeAll(clicks)) {
                answers.add(click.get().status());
                assertThat(click.get().message()).doesNotContain("Exception");
            }
            assertThat(answers).containsExactlyInAnyOrder(204, 409);
        } finally {
            browsers.shutdownNow();
        }
        assertThat(server.bean(Approvals.class).current(new RunId(run)))
                .filteredOn(Approval::isGiven)
                .hasSize(1);
    }

    @Test
    void neither_requester_nor_author_approves_and_the_authors_name_is_read_from_what_is_reviewed() throws IOException {
        Path document = file("own", ".md");
        Files.writeString(document, Files.readString(document).replaceFirst("author: \\w+", "author: manager"));
        String run = server.started("own", ParcelOffice.VERSION);
        String task = approvals(run).get("change manager");

        Answer author = server.as("manager").complete(task, Map.of("decision", "approve"));
        assertThat(author.status()).isEqualTo(403);
        assertThat(author.message()).contains("manager wrote the change");
        assertThat(server.as("manager")
                        .post("/engine-rest/task/" + task + "/claim", Map.of("userId", "manager"))
                        .status())
                .isEqualTo(403);
        assertThat(server.as("requester")
                        .complete(task, Map.of("decision", "approve"))
                        .status())
                .isEqualTo(403);
        approved(task, "manager2");
    }

    // People and tasks ---------------------------------------------------------------------------------------------

    /** Waits for all three; task ids by who is asked. */
    private static Map<String, String> approvals(String run) {
        return server.await("approvals of " + run, () -> Optional.of(open(run)).filter(tasks -> tasks.size() == 3));
    }

    private static Map<String, String> open(String run) {
        Map<String, String> tasks = new TreeMap<>();
        for (JsonNode task : server.as("auditor").get("/api/runs/" + run).body().path("tasks")) {
            if (APPROVE.equals(task.path("key").asText())) {
                tasks.put(
                        task.path("name").asText().replace("Approve the change: ", ""),
                        task.path("id").asText());
            }
        }
        return tasks;
    }

    private static void approveAll(String run) {
        Map<String, String> tasks = approvals(run);
        approved(tasks.get("change manager"), "manager");
        approved(tasks.get("second change manager"), "manager2");
        approved(tasks.get("compliance officer"), "compliance");
    }

    private static void approved(String task, String login) {
        Answer answer = server.as(login).complete(task, Map.of("decision", "approve"));
        assertThat(answer.status()).as(answer.message()).isEqualTo(204);
    }

    private static Set<String> groupsOf(String task) {
        Set<String> groups = new TreeSet<>();
        server.as("auditor")
                .get("/engine-rest/task/" + task + "/identity-links")
                .body()
                .forEach(link -> groups.add(link.path("groupId").asText()));
        return groups;
    }

    private static JsonNode parsed(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Run run(String run) {
        return server.bean(Runs.class).get(new RunId(run));
    }

    private static Approval approval(String run) {
        return server.bean(Approvals.class).current(new RunId(run)).get(0);
    }

    private static String started(String target, Instant window) {
        return server.as("requester")
                .post(
                        "/engine-rest/process-definition/key/database-migration/start",
                        Rest.variables(Map.of(
                                "target",
                                target,
                                "version",
                                ParcelOffice.VERSION,
                                "reason",
                                "a window",
                                "windowStart",
                                window.toString())))
                .body()
                .path("businessKey")
                .asText();
    }

    private static String outcomeOf(String run) {
        return server.await("the end of " + run, () -> Optional.ofNullable(run(run).outcome())
                .map(outcome -> outcome.label()));
    }

    /** What the ledger holds of this kind, oldest first. */
    private static List<String> events(String run, String type) {
        return JdbcClient.create(server.bean(DataSource.class))
                .sql("select details from rb_ledger where run = ? and type = ? order by entry")
                .params(run, type)
                .query(String.class)
                .list();
    }

    // Files --------------------------------------------------------------------------------------------------------

    private static Path script(String target) throws IOException {
        return file(target, ".sql");
    }

    private static Path file(String target, String ending) throws IOException {
        Path folder = server.bean(Targets.class).get(target).properties().changes();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.getFileName().toString().startsWith("V2__")
                            && path.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The shipped table, for every environment, as if each change locked writers out and concerned people. */
    private static Path ownTable() throws IOException {
        Path folder = Files.createTempDirectory("rb-decisions");
        byte[] table = Files.readString(Path.of("processes/approval-policy.dmn"))
                .replace("<text>\"production\"</text>", "<text></text>")
                .replace("<text>&gt;= 2000</text>", "<text>&gt;= 0</text>")
                .replaceFirst("<text>true</text>", "<text></text>")
                .getBytes(StandardCharsets.UTF_8);
        Files.write(folder.resolve("approval-policy.dmn"), table);
        Files.writeString(
                folder.resolve("approval-policy.approvals.yaml"),
                "sha256: " + sha256(table)
                        + "\napproved:\n  - { by: compliance, role: compliance-officers, date: 2026-11-20 }\n"
                        + "  - { by: manager, role: change-managers, date: 2026-11-21 }\n");
        return folder;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
