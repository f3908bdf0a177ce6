package com.fingood.runbook.process.upkeep;

import com.fingood.runbook.notification.Dispatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Empties the outbox on a thread of its own: a mail server that answers slowly must not keep the leases from being renewed. */
@Component
class Deliveries implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final long PAUSE_SECONDS = 2;

    private final Dispatcher dispatcher;
    private ScheduledExecutorService thread;

    Deliveries(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public synchronized void start() {
        thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread deliveries = new Thread(work, "deliveries");
            deliveries.setDaemon(true);
            return deliveries;
        });
        thread.scheduleWithFixedDelay(this::deliver, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    private void deliver() {
        try {
            dispatcher.deliverDue();
        } catch (RuntimeException away) {
            // An exception that escapes would end the schedule in silence.
            LOG.warn("The outbox was not looked at, trying again: {}", away.getMessage());
        }
    }

    @Override
    public synchronized void stop() {
        thread.shutdownNow();
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }
}
