package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.process.RunbookProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends watchdog and clock watch round, on threads of their own: whatever else hangs must not keep them from noticing it. */
@Component
class Rounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Watchdog watchdog;
    private final ClockWatch clocks;
    private final OpenWork work;
    private final Duration every;
    private ScheduledExecutorService threads;

    Rounds(Watchdog watchdog, ClockWatch clocks, OpenWork work, RunbookProperties properties) {
        this.watchdog = watchdog;
        this.clocks = clocks;
        this.work = work;
        this.every = properties.timers().checkEvery();
    }

    @Override
    public synchronized void start() {
        clocks.atStart();
        watchdog.atStart();
        threads = Executors.newScheduledThreadPool(2, round -> {
            Thread rounds = new Thread(round, "watchdog");
            rounds.setDaemon(true);
            return rounds;
        });
        schedule(watchdog::noticeStall, every);
        schedule(watchdog::look, every);
        schedule(work::look, MINUTE);
        schedule(clocks::look, MINUTE);
    }

    private void schedule(Runnable look, Duration pause) {
        threads.scheduleWithFixedDelay(() -> tried(look), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void tried(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException away) {
            // An exception that escapes would end the schedule in silence.
            LOG.warn("The watchdog could not look, trying again: {}", away.getMessage());
        }
    }

    @Override
    public synchronized void stop() {
        threads.shutdownNow();
        threads = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return threads != null;
    }

    @Override
    public int getPhase() {
        return 2; // after what a predecessor left is released, before anything fires
    }
}
