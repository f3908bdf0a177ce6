package com.fingood.runbook.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fingood.runbook.target.TargetProperties;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A server whose time stands still until a test moves it. No job runs by itself: each move, and each wait, runs what is due, in order
 * of due date, so that what happens at 14:59 and at 15:01 can be told apart. Workers of long actions go on working. It can be stopped and
 * started again on the same home while time passes. One at a time, and no other server answers REST meanwhile, since the engine's
 * clock and the engine behind REST are one per JVM.
 */
final class ClockedServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Map<String, Object> settings = new HashMap<>();
    private final ProcessEngine neighbour;
    private final WebAppsForTests webApps = WebAppsForTests.kept();
    private ConfigurableApplicationContext context;

    private ClockedServer(Map<String, TargetProperties> targets, Map<String, Object> more) {
        this.neighbour = ProcessEngines.getProcessEngines().get(ProcessEngines.NAME_DEFAULT);
        settings.put("server.port", 0);
        settings.put("runbook.node", "clocked");
        settings.put("runbook.home", home());
        settings.put("camunda.bpm.job-execution.enabled", false);
        targets.forEach((name, properties) -> RunningServer.configure(settings, name, properties));
        settings.putAll(more);
    }

    /** @param more settings that win over those of this fixture */
    static ClockedServer start(Map<String, TargetProperties> targets, Map<String, Object> more) {
        ClockedServer server = new ClockedServer(targets, more);
        server.holdNeighbour();
        ClockUtil.setCurrentTime(
                Date.from(ClockUtil.getCurrentTime().toInstant().truncatedTo(ChronoUnit.SECONDS)));
        server.start();
        return server;
    }

    /** Starts again, or for the first time, on the same home, and runs nothing by itself. */
    void start() {
        context = Server.start(List.of(), settings);
    }

    void stop() {
        context.close();
        context = null;
    }

    /** Stops, lets this time pass with nobody there, and starts again; what came due meanwhile is due still. */
    void downFor(Duration time) {
        stop();
        ClockUtil.setCurrentTime(Date.from(now().plus(time)));
        start();
    }

    void fromNextStart(String key, Object value) {
        settings.put(key, value);
    }

    Instant now() {
        return ClockUtil.getCurrentTime().toInstant();
    }

    Rest as(String login) {
        return new Rest(
                URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port")), login);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Time passes; every timer on the way fires at its own moment. Ids of the activities whose jobs ran, in their order. */
    List<String> letPass(Duration time) {
        return moveTo(now().plus(time));
    }

    List<String> toOneSecondBefore(Instant limit) {
        return moveTo(limit.minus(SECOND));
    }

    List<String> toOneSecondAfter(Instant limit) {
        return moveTo(limit.plus(SECOND));
    }

    /** Never back: to move before a limit is to move forward to it. */
    List<String> moveTo(Instant instant) {
        if (instant.isBefore(now())) {
            throw new IllegalArgumentException(instant + " has passed, it is " + now());
        }
        List<String> ran = new ArrayList<>(runDue());
        for (Optional<Instant> next = nextDue(); next.isPresent() && !next.get().isAfter(instant); next = nextDue()) {
            set(next.get());
            ran.addAll(runDue());
        }
        set(instant);
        ran.addAll(runDue());
        return ran;
    }

    /** Runs what is due until nothing is, in order of due date; ids of their activities. */
    List<String> runDue() {
        List<String> ran = new ArrayList<>();
        for (Optional<Job> due = firstDue(); due.isPresent(); due = firstDue()) {
            ran.add(activityOf(due.get()));
            run(due.get());
        }
        return ran;
    }

    /** Waits for what workers and jobs bring about at this moment. */
    <T> T await(String words, Supplier<Optional<T>> what) {
        return Awaitility.await(words)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(150))
                .until(
                        () -> {
                            runDue();
                            sayGo();
                            return what.get();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Whoever of the database team is there says go when a window has come; stories here are about something else. */
    private void sayGo() {
        bean(TaskService.class)
                .createTaskQuery()
                .taskDefinitionKey("userTask_decideGoOrNoGo")
                .list()
                .forEach(task -> as("operator").complete(task.getId(), Map.of("decision", "go")));
    }

    /** Starts a run as requester; its id. */
    String started(String target, String version) {
        return as("requester").started(target, version);
    }

    /** Waits until the run has an open task of this key; its id. */
    String taskOf(String run, String key) {
        return await("task " + key + " of " + run, () -> task(run, key));
    }

    Optional<String> task(String run, String key) {
        for (JsonNode task : as("auditor").get("/api/runs/" + run).body().path("tasks")) {
            if (key.equals(task.path("key").asText())) {
                return Optional.of(task.path("id").asText());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        if (context != null) {
            stop();
        }
        ClockUtil.reset();
        releaseNeighbour();
    }

    /** While a worker works its lock must not run out: the time moves between two actions. */
    private void set(Instant instant) {
        if (!nothingAtWork(bean(ProcessEngine.class))) {
            Awaitility.await("workers to finish")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> nothingAtWork(bean(ProcessEngine.class)));
        }
        ClockUtil.setCurrentTime(Date.from(instant));
    }

    private static boolean nothingAtWork(ProcessEngine engine) {
        return engine.getExternalTaskService()
                        .createExternalTaskQuery()
                        .withRetriesLeft()
                        .active()
                        .count()
                == 0;
    }

    private Optional<Job> firstDue() {
        return bean(ManagementService.class).createJobQuery().executable().active().list().stream()
                .min(Comparator.comparing(
                        Job::getDuedate, Comparator.nullsFirst(Comparator.comparing(Date::toInstant))));
    }

    private Optional<Instant> nextDue() {
        return bean(ManagementService.class).createJobQuery().withRetriesLeft().active().list().stream()
                .map(Job::getDuedate)
                .filter(due -> due != null)
                .map(Date::toInstant)
                .min(Comparator.naturalOrder());
    }

    private String activityOf(Job job) {
        return job.getJobDefinitionId() == null
                ? "none"
                : bean(ManagementService.class)
                        .createJobDefinitionQuery()
                        .jobDefinitionId(job.getJobDefinitionId())
                        .singleResult()
                        .getActivityId();
    }

    private void run(Job job) {
        try {
            bean(ManagementService.class).executeJob(job.getId());
        } catch (OptimisticLockingException raced) {
            // A worker's report came first; the job is tried again, as the job executor would.
            Thread.onSpinWait();
        } catch (RuntimeException failed) {
            // The engine has counted the attempt; what becomes of it is the story's to tell.
            System.getLogger(ClockedServer.class.getName())
                    .log(System.Logger.Level.INFO, "job {0} failed: {1}", activityOf(job), failed.getMessage());
        }
    }

    /** Another server of this JVM shares the clock: its timers rest, and so does its claim to answer REST. */
    private void holdNeighbour() {
        if (neighbour != null) {
            Awaitility.await("the other server's workers").atMost(PATIENCE).until(() -> nothingAtWork(neighbour));
            ((ProcessEngineImpl) neighbour)
                    .getProcessEngineConfiguration()
                    .getJobExecutor()
                    .shutdown();
        }
    }

    private void releaseNeighbour() {
        if (neighbour != null) {
            ProcessEngines.registerProcessEngine(neighbour);
            webApps.giveBack();
            ((ProcessEngineImpl) neighbour)
                    .getProcessEngineConfiguration()
                    .getJobExecutor()
                    .start();
        }
    }

    private static String home() {
        try {
            return Files.createTempDirectory("rb-clocked").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
