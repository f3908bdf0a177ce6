package com.fingood.runbook.process.workers;

import com.fingood.runbook.process.engine.ArrivingWork;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTaskQueryTopicBuilder;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Fetches external tasks and gives each a thread of its own. The lock is short (60 s) and kept by a heartbeat, so that another node
 * takes over soon after a crash and nothing runs twice behind an expired lock.
 */
@Component
public class ExternalTaskWorker implements SmartLifecycle {

    static final long LOCK_MILLIS = 60_000;
    private static final int AT_ONCE = 8;
    /** For what another node has made, or left behind. */
    private static final long POLL_MILLIS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(ExternalTaskWorker.class);

    private final ExternalTaskService tasks;
    private final Map<String, LongAction> byTopic;
    private final ActionRunner runner;
    private final NodeName node;
    private final Map<String, RunningAction> running = new ConcurrentHashMap<>();
    private final ArrivingWork arriving;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean active;
    private Thread poller;
    private ExecutorService threads;
    private ArrivingWork.Ear ear;

    ExternalTaskWorker(
            ExternalTaskService tasks,
            Collection<LongAction> actions,
            ActionRunner runner,
            NodeName node,
            ArrivingWork arriving) {
        this.arriving = arriving;
        this.tasks = tasks;
        this.byTopic = actions.stream().collect(Collectors.toMap(LongAction::topic, Function.identity()));
        this.runner = runner;
        this.node = node;
    }

    @Override
    public void start() {
        active = true;
        threads = Executors.newCachedThreadPool();
        ear = arriving.listen(news::release);
        poller = new Thread(this::poll, "external-tasks");
        poller.start();
    }

    @Override
    public void stop() {
        active = false;
        ear.close();
        poller.interrupt();
        running.values().forEach(RunningAction::abandon);
        threads.shutdown();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return active;
    }

    private void poll() {
        while (active) {
            try {
                fetch().forEach(this::begin);
                awaitWork();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // The engine's database may be away for a while; work goes on when it is back.
                LOG.warn("Fetching work failed, trying again: {}", e.getMessage());
                pause();
            }
        }
    }

    /** What ends or is made here need not wait for the next look. */
    private void awaitWork() throws InterruptedException {
        if (news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private java.util.List<LockedExternalTask> fetch() {
        int free = AT_ONCE - running.size();
        if (free <= 0) {
            return java.util.List.of();
        }
        var query = tasks.fetchAndLock(free, node.workerId());
        ExternalTaskQueryTopicBuilder topics = null;
        for (String topic : byTopic.keySet()) {
            topics = (topics == null ? query.topic(topic, LOCK_MILLIS) : topics.topic(topic, LOCK_MILLIS));
        }
        return topics == null ? java.util.List.of() : topics.execute();
    }

    private void begin(LockedExternalTask task) {
        RunningAction action = new RunningAction(task, tasks, node.workerId());
        running.put(task.getId(), action);
        threads.execute(() -> {
            try {
                runner.run(byTopic.get(task.getTopicName()), action);
            } finally {
                running.remove(task.getId());
                news.release();
            }
        });
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
