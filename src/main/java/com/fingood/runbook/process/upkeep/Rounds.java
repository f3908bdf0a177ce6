package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.process.RunbookProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.time.Duration;

/** Sends watchdog and clock watch round, on threads of their own: whatever else hangs must not keep them from noticing it. */
@Component
class Rounds implements SmartLifecycle {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Watchdog watchdog;
    private final ClockWatch clocks;
    private final OpenWork work;
    private final Duration every;
    private Repeating threads;

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
        threads = new Repeating("watchdog", 2);
        threads.with(every, watchdog::noticeStall);
        threads.with(every, watchdog::look);
        threads.with(MINUTE, work::look);
        threads.with(MINUTE, clocks::look);
    }

    @Override
    public synchronized void stop() {
        threads.stop();
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
