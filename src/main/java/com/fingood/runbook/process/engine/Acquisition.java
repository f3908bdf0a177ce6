package com.fingood.runbook.process.engine;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

import java.time.Duration;

/** How this node's job executor is doing: whether it looks for jobs, and whether anybody is free to run them. */
@Component
public class Acquisition {

    private final ObjectProvider<TimelyJobExecutor> executors;

    Acquisition(ObjectProvider<TimelyJobExecutor> executors) {
        this.executors = executors;
    }

    /**
     * @param active false where the executor is switched off or was stopped
     * @param sinceLook how long ago it last asked the database for jobs
     * @param busy threads at work
     * @param threads as many as there may be
     * @param waiting acquired jobs that wait for a thread
     * @param room jobs that may wait before others are turned away
     */
    public record State(boolean active, Duration sinceLook, int busy, int threads, int waiting, int room) {

        static final State OFF = new State(false, Duration.ZERO, 0, 0, 0, 0);

        /** It says it is active, yet nobody has asked for jobs for so long. */
        public boolean stalled(Duration limit) {
            return active && sinceLook.compareTo(limit) > 0;
        }

        public boolean full() {
            return active && busy >= threads && waiting >= room;
        }
    }

    public State state() {
        TimelyJobExecutor executor = executors.getIfAvailable();
        if (executor == null || !executor.isActive()) {
            return State.OFF;
        }
        Duration sinceLook = Duration.ofNanos(executor.nanosSinceLastLook());
        TaskExecutor pool = executor.getTaskExecutor();
        return pool instanceof ThreadPoolTaskExecutor threads
                ? new State(
                        true,
                        sinceLook,
                        threads.getActiveCount(),
                        threads.getMaxPoolSize(),
                        threads.getQueueSize(),
                        threads.getQueueCapacity())
                : new State(true, sinceLook, 0, 0, 0, 0);
    }

    /** Jobs that this node acquired since it started. */
    public long acquired() {
        return count(TimelyJobExecutor::acquired);
    }

    /** Jobs that another node locked first. */
    public long lostToOthers() {
        return count(TimelyJobExecutor::lostToOthers);
    }

    /** Jobs that were given back because the pool was full. */
    public long rejected() {
        return count(TimelyJobExecutor::rejected);
    }

    private long count(java.util.function.ToLongFunction<TimelyJobExecutor> of) {
        TimelyJobExecutor executor = executors.getIfAvailable();
        return executor == null ? 0 : of.applyAsLong(executor);
    }
}
