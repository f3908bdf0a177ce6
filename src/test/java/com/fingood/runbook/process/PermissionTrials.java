package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fingood.runbook.process.OpenTasks.Opened;
import com.fingood.runbook.run.Refusal;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Really tries, each time in a transaction that is rolled back afterwards, so that one open task of each kind is enough. */
final class PermissionTrials {

    /**
     * @param login whose requests are tried
     * @param groups empty: the groups that the task is for
     */
    record Role(String column, String words, String login, List<String> groups) {
        boolean administrator() {
            return groups.contains(Groups.ADMINISTRATORS);
        }

        List<String> at(Subject subject) {
            return groups.isEmpty() ? subject.groups() : groups;
        }
    }

    /** One kind of task, open. */
    record Subject(String words, String form, List<String> groups, Opened opened) {}

    enum Door {
        CLAIM,
        COMPLETE,
        SUBMIT_FORM,
        UNCLAIM_OWN,
        UNCLAIM_ANOTHERS,
        ASSIGN_TO_ANOTHER,
        DELEGATE,
        RESOLVE,
        HANDLE_BPMN_ERROR,
        HANDLE_ESCALATION,
        WRITE_VARIABLE,
        CHANGE_CANDIDATES,
        MODIFY_INSTANCE,
        DELETE_INSTANCE,
        SUSPEND_INSTANCE,
        CHANGE_TIMER;

        static final Set<Door> WORK = new TreeSet<>(Set.of(CLAIM, COMPLETE, SUBMIT_FORM, UNCLAIM_OWN));
        static final List<Door> PAST =
                Stream.of(values()).filter(door -> !WORK.contains(door)).toList();

        String words() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ').replace("anothers", "another's");
        }
    }

    private static final String COLLEAGUE = "a-colleague";

    private final RunningServer server;
    private final OpenTasks tasks;
    private final TransactionTemplate transaction;

    PermissionTrials(RunningServer server) {
        this.server = server;
        this.tasks = new OpenTasks(server);
        this.transaction = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
    }

    /** Through which doors this role comes at this task. */
    Set<Door> tried(Subject subject, Role role) {
        Set<Door> open = new TreeSet<>();
        for (Door door : Door.values()) {
            if (may(subject, door, role)) {
                open.add(door);
            }
        }
        return open;
    }

    boolean mayStart(String process, Map<String, Object> variables, Role role) {
        return answer(
                        process,
                        () -> as(role.login(), role.groups(), () -> server.bean(RuntimeService.class)
                                .startProcessInstanceByKey(process, variables)))
                .isEmpty();
    }

    /** A decision that is not possible now says nothing about who may decide: then another one does. */
    private boolean may(Subject subject, Door door, Role role) {
        List<Refusal> refusals = new ArrayList<>();
        for (Map<String, Object> sent : attempts(subject, door)) {
            Optional<Refusal> refusal = answer(door + " " + subject.words(), () -> {
                if (door == Door.UNCLAIM_ANOTHERS) {
                    as(COLLEAGUE, subject.groups(), () -> claim(subject, COLLEAGUE));
                }
                String timer = tasks.timerOf(subject.opened().instance());
                as(role.login(), role.at(subject), () -> go(subject, door, role.login(), sent, timer));
            });
            if (refusal.isEmpty()) {
                return true;
            }
            if (refusal.get().kind() == Refusal.Kind.FORBIDDEN) {
                return false;
            }
            refusals.add(refusal.get());
        }
        throw new AssertionError(
                door + " of " + subject.words() + " as " + role.column() + " gave no answer: " + refusals);
    }

    /** What can be sent: every decision of the form, and nothing where the door takes nothing. */
    private static List<Map<String, Object>> attempts(Subject subject, Door door) {
        if (door != Door.COMPLETE && door != Door.SUBMIT_FORM) {
            return List.of(Map.of());
        }
        List<Map<String, Object>> all = new ArrayList<>();
        for (JsonNode component : components(subject.form())) {
            if (component.path("key").asText().equals("decision")) {
                component.path("values").forEach(value -> {
                    Map<String, Object> sent = new HashMap<>();
                    sent.put("decision", value.path("value").asText());
                    sent.put("comment", "agreed in the morning's meeting");
                    all.add(sent);
                });
            }
        }
        // The way on may need what only a real run has; the way back says as well who may decide.
        Collections.reverse(all);
        return all;
    }

    /** Whoever met a lock of the server's own work tries again. */
    private Optional<Refusal> answer(String what, Runnable attempt) {
        return Awaitility.await(what).pollDelay(Duration.ZERO).until(() -> outcome(attempt), refusal -> refusal.filter(
                        met -> met.code().equals("at-the-same-moment"))
                .isEmpty());
    }

    private Optional<Refusal> outcome(Runnable attempt) {
        return transaction.execute(status -> {
            try {
                attempt.run();
                return Optional.empty();
            } catch (RuntimeException failure) {
                return Optional.of(Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                        .filter(Refusal.class::isInstance)
                        .map(Refusal.class::cast)
                        .findFirst()
                        .orElseThrow(() -> failure));
            } finally {
                status.setRollbackOnly();
            }
        });
    }

    private void go(Subject subject, Door door, String login, Map<String, Object> sent, String timer) {
        TaskService service = server.bean(TaskService.class);
        RuntimeService runtime = server.bean(RuntimeService.class);
        String task = subject.opened().task();
        String instance = subject.opened().instance();
        switch (door) {
            case CLAIM -> service.claim(task, login);
            case COMPLETE -> service.complete(task, sent);
            case SUBMIT_FORM -> server.bean(FormService.class).submitTaskForm(task, sent);
            case UNCLAIM_OWN -> {
                service.claim(task, login);
                service.setAssignee(task, null);
            }
            case UNCLAIM_ANOTHERS -> service.setAssignee(task, null);
            case ASSIGN_TO_ANOTHER -> service.setAssignee(task, COLLEAGUE);
            case DELEGATE -> service.delegateTask(task, COLLEAGUE);
            case RESOLVE -> service.resolveTask(task, sent);
            case HANDLE_BPMN_ERROR -> service.handleBpmnError(task, "aborted");
            case HANDLE_ESCALATION -> escalated(service, task);
            case WRITE_VARIABLE -> service.setVariable(task, "decision", "approve");
            case CHANGE_CANDIDATES -> service.addCandidateGroup(task, Groups.AUDITORS);
            case MODIFY_INSTANCE -> runtime.createProcessInstanceModification(instance)
                    .cancelAllForActivity(subject.opened().key())
                    .execute();
            case DELETE_INSTANCE -> runtime.deleteProcessInstance(instance, "tried");
            case SUSPEND_INSTANCE -> runtime.suspendProcessInstanceById(instance);
            case CHANGE_TIMER -> server.bean(org.camunda.bpm.engine.ManagementService.class)
                    .setJobDuedate(timer, new java.util.Date());
        }
    }

    /** No model catches one: who gets as far as being told so may do it. */
    private static void escalated(TaskService service, String task) {
        try {
            service.handleEscalation(task, "aborted");
        } catch (Refusal nobodyCatchesIt) {
            if (!nobodyCatchesIt.code().equals("wrong-request")) {
                throw nobodyCatchesIt;
            }
        }
    }

    private void claim(Subject subject, String login) {
        server.bean(TaskService.class).claim(subject.opened().task(), login);
    }

    private void as(String login, List<String> groups, Runnable work) {
        tasks.as(login, groups, work);
    }

    private static JsonNode components(String form) {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("forms", form + ".form").toFile())
                    .path("components");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
