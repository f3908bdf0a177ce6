package com.fingood.runbook.process;

import com.fingood.runbook.process.OpenTasks.Opened;
import com.fingood.runbook.process.PermissionTrials.Role;
import com.fingood.runbook.process.PermissionTrials.Subject;
import com.fingood.runbook.process.approval.ApprovalKind;
import com.fingood.runbook.process.approval.Approvals;
import com.fingood.runbook.process.gates.Deviations;
import com.fingood.runbook.process.gates.Gate;
import com.fingood.runbook.process.support.IssueKind;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** Every role at every kind of task, through every door, and at every start; what came of it is the page for people. */
class PermissionTableTest {

    private static final Path PAGE = Path.of("docs/permissions.md");
    private static final String TO_WRITE_IT =
            "./mvnw test -Dtest=PermissionTableTest -Drunbook.write-pages=true writes the page";

    /** One gate of each group of people who answer. */
    private static final List<Gate> GATES =
            List.of(Gate.LOAD_CHANGE, Gate.CHECK_SAFETY, Gate.CHECK_FREE_DISK, Gate.VERIFY_BACKUP);

    /** A kind of issue that comes in at each level. */
    private static final Map<String, IssueKind> LEVELS =
            new TreeMap<>(Map.of("L1", IssueKind.ROUTINE, "L2", IssueKind.SECURITY, "L3", IssueKind.SYSTEM_FAILURE));

    private static final List<String> ABOUT_ANY_GATE = List.of("userTask_fixFailedGate");

    private final RunningServer server = RunningServer.shared();
    private final OpenTasks tasks = new OpenTasks(server);

    @Test
    void the_page_says_what_each_role_was_really_let_do() throws IOException {
        PermissionTrials trials = new PermissionTrials(server);
        PermissionTable table = new PermissionTable(roles());
        for (Subject subject : subjects()) {
            roles().forEach(role -> table.task(subject, role, trials.tried(subject, role)));
        }
        Map<String, Object> request = Map.of("target", "rejected", "version", "2.0", "reason", "a trial");
        for (ProcessDefinition process : processes()) {
            roles().stream()
                    .filter(role -> !role.groups().isEmpty())
                    .forEach(role -> table.start(
                            process.getKey(), role, trials.mayStart(process.getKey(), sent(process, request), role)));
        }
        compare(table.page());
    }

    private static void compare(String page) throws IOException {
        if (Boolean.getBoolean("runbook.write-pages")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as(TO_WRITE_IT).exists();
        assertThat(page).as(TO_WRITE_IT).isEqualTo(Files.readString(PAGE));
    }

    private static Map<String, Object> sent(ProcessDefinition process, Map<String, Object> request) {
        return switch (process.getKey()) {
            case "database-migration" -> request;
            case "support-escalation" -> Map.of("target", "doors", "summary", "a trial");
            default -> Map.of();
        };
    }

    private static List<Role> roles() {
        List<Role> roles = new ArrayList<>();
        Groups.ALL.forEach(
                group -> roles.add(new Role(group, "a member of that group alone", "somebody", List.of(group))));
        roles.add(new Role(
                "requester",
                "whoever asked for the run, and is in the groups that the task is for",
                "requester",
                List.of()));
        roles.add(new Role(
                "author", "whoever wrote the change, and is in the groups that the task is for", "rita", List.of()));
        roles.add(new Role(
                "admin", "a member of `camunda-admin` alone", "administrator", List.of(Groups.ADMINISTRATORS)));
        return roles;
    }

    private List<ProcessDefinition> processes() {
        return server.bean(RepositoryService.class).createProcessDefinitionQuery().latestVersion().list().stream()
                .filter(process -> Files.exists(Path.of("processes", process.getKey() + ".bpmn")))
                .sorted(Comparator.comparing(ProcessDefinition::getKey))
                .toList();
    }

    private List<Subject> subjects() {
        List<Subject> subjects = new ArrayList<>();
        for (ProcessDefinition process : processes()) {
            server.bean(RepositoryService.class)
                    .getBpmnModelInstance(process.getId())
                    .getModelElementsByType(UserTask.class)
                    .forEach(task -> subjects.addAll(subjects(process.getKey(), task)));
        }
        return subjects;
    }

    private List<Subject> subjects(String process, UserTask task) {
        if (process.equals("support-escalation")) {
            return LEVELS.entrySet().stream()
                    .map(level -> subject(
                            process,
                            task,
                            task.getName() + ": " + level.getKey(),
                            tasks.openIssue(level.getValue(), task.getId())))
                    .toList();
        }
        if (task.getId().equals(Approvals.TASK)) {
            return Arrays.stream(ApprovalKind.values())
                    .map(kind -> subject(
                            process,
                            task,
                            task.getName() + ": " + kind.title().toLowerCase(),
                            tasks.open(process, task.getId(), Map.of("approval", kind.label()))))
                    .toList();
        }
        if (!ABOUT_ANY_GATE.contains(task.getId())) {
            return List.of(subject(process, task, task.getName(), gateOf(task.getId())));
        }
        return GATES.stream()
                .map(gate -> subject(
                        process, task, task.getName() + ": " + gate.title().toLowerCase(), gate))
                .toList();
    }

    private static Gate gateOf(String task) {
        return switch (task) {
            case "userTask_completeMigrationDocumentation" -> Gate.CHECK_DOCUMENTATION;
            case "userTask_provideStagingEvidence" -> Gate.CHECK_STAGING_EVIDENCE;
            default -> Gate.CHECK_SAFETY;
        };
    }

    private Subject subject(String process, UserTask task, String name, Gate gate) {
        Opened opened = tasks.open(
                process,
                task.getId(),
                Map.of(
                        "gate",
                        gate.topic(),
                        "stuckStep",
                        "serviceTask_migrate",
                        "stuckKind",
                        "job",
                        "stuckId",
                        "none"));
        if (task.getId().equals("userTask_decideOnDeviation")) {
            server.bean(Deviations.class).ask(opened.run(), gate, "not met", "operator", "agreed");
        }
        return subject(process, task, name, opened);
    }

    private Subject subject(String process, UserTask task, String name, Opened opened) {
        List<String> groups = server.bean(TaskService.class).getIdentityLinksForTask(opened.task()).stream()
                .map(IdentityLink::getGroupId)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new Subject(name + " (`" + process + "`)", task.getCamundaFormRef(), groups, opened);
    }
}
