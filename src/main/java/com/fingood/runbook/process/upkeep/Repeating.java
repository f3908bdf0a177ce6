package com.fingood.runbook.process.upkeep;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Work that comes round again and again on daemon threads of its own, whatever became of it the time before. */
final class Repeating {

    private static final Logger LOG = LoggerFactory.getLogger(Repeating.class);

    private final String name;
    private final ScheduledExecutorService threads;

    Repeating(String name, int threads) {
        this.name = name;
        this.threads = Executors.newScheduledThreadPool(threads, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** For the first time after the pause, and each time as long after the end of the time before. */
    void with(Duration pause, Runnable work) {
        threads.scheduleWithFixedDelay(() -> tried(work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        threads.shutdownNow();
    }

    private void tried(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException away) {
            // An exception that escapes would end the schedule in silence.
            LOG.warn("{}: not done this time, trying again: {}", name, away.getMessage());
        }
    }
}
